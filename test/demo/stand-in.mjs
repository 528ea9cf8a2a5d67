// Loaded before the code of a page: the network is the demonstration's gateway, and the day is the one of its facts.
import { startGateway } from "../../examples/demo/gateway.mjs";
import { loopbackFetch } from "../../examples/demo/loopback.mjs";

const gateway = await startGateway();
gateway.server.unref();
globalThis.fetch = loopbackFetch(gateway.port);

const day = Date.parse("2026-11-21T12:00:00Z");
globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length === 0 ? [day] : given));
  }
};
