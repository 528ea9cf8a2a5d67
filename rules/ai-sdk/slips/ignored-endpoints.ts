import { at as onWire } from "../../../src/adapters/wire/fields.ts";
import { at } from "../../facts/read.ts";
import type { Slip } from "../../facts/site.ts";
import { codeOf } from "../placement.ts";
import type { Slipping } from "./slipping.ts";
import { literalOf, statementsAt } from "./statements.ts";
import { places } from "./values.ts";
import { bodyControls } from "./vocabulary.ts";

/** Controls that reach a gateway which does not honour them for this kind of call. */
export function ignoredEndpoints(slipping: Slipping): readonly Slip[] {
  const { entry: { endpoint }, reading, scene } = slipping;
  const { entry } = reading?.destination ?? {};
  return bodyControls(entry).flatMap((control) => {
    const honoured = entry?.controls?.[control.meaning]?.endpoints ?? [];
    if (honoured.includes(endpoint) || onWire(reading?.body, control.path) !== control.on) return [];
    const stated = places(control, slipping).filter(({ object, path }) => literalOf(at(object, path, scene.choose)) === control.on);
    return stated.flatMap(({ object, path }) => statementsAt(object, path, scene).slice(-1)).slice(0, 1).map(({ node, module }): Slip => ({
      at: { module, node },
      messageId: "ignored-endpoint",
      message: `\`${control.name}: ${codeOf(control.on)}\` has no effect here, because ${entry?.title ?? "the gateway"} does not honour it for calls of this kind (${endpoint}); send such data to a model that may keep it, or leave the call out.`,
      certain: false,
    }));
  });
}
