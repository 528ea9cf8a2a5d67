// One client for all: requests over kept connections, so many at a time, each timed from its first byte to its last.
import { Agent, request } from "node:http";

/** Sends `count` requests over `connections` and returns the milliseconds of each, with what went wrong. */
export async function load({ url, headers, body, count, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times = [];
  const failures = new Map();
  let left = count;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left > 0) {
        left -= 1;
        const begun = performance.now();
        const failure = await send({ url, headers, body, agent });
        if (failure === undefined) times.push(performance.now() - begun);
        else failures.set(failure, (failures.get(failure) ?? 0) + 1);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return { times, perSecond: times.length / seconds, failures };
}

function send({ url, headers, body, agent }) {
  return new Promise((resolve) => {
    const outgoing = request(url, { method: "POST", agent, headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk) => (bytes += chunk.length));
      response.on("end", () => resolve(response.statusCode === 200 && bytes > 100 ? undefined : `status ${response.statusCode}`));
      response.on("error", (error) => resolve(error.code ?? error.message));
    });
    outgoing.on("error", (error) => resolve(error.code ?? error.message));
    outgoing.end(body);
  });
}

export function share(times, part) {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
