import { at as onWire } from "../../../src/adapters/wire/fields.ts";
import { written } from "../../edits.ts";
import { at } from "../../facts/read.ts";
import type { Slip } from "../../facts/site.ts";
import { codeOf } from "../placement.ts";
import type { Slipping } from "./slipping.ts";
import { literalOf, statementsAt, suggestion, type Statement } from "./statements.ts";
import { bodyControls, type BodyControl } from "./vocabulary.ts";
import { inSettings, places } from "./values.ts";

/** Controls that are switched on in one place and lost by what lies over it. */
export function overridden(slipping: Slipping): readonly Slip[] {
  const { reading, made } = slipping;
  if (made.making === undefined || reading === undefined) return [];
  return bodyControls(reading.destination.entry).flatMap((control) => [...bySpread(control, slipping), ...byOuterObject(control, slipping)]);
}

/** A later key or spread of the same object says something else. */
function bySpread(control: BodyControl, slipping: Slipping): readonly Slip[] {
  const { scene } = slipping;
  return places(control, slipping).flatMap(({ object, path }) => {
    const value = at(object, path, scene.choose);
    if (value.kind === "unknown" || literalOf(value) === control.on) return [];
    return statementsAt(object, path, scene)
      .filter((each) => literalOf(each.value) === control.on)
      .slice(-1)
      .map((statement) => {
        const { edits } = written(object, path, codeOf(control.on), { linted: scene.surroundings.linted, choose: scene.choose });
        return slipOf(statement, control, "what is spread or written behind it in the same object lies over it", "write it behind that", edits);
      });
  });
}

/** OpenRouter's provider merges one level deep: what the call says replaces the whole object of the settings. */
function byOuterObject(control: BodyControl, slipping: Slipping): readonly Slip[] {
  const { reading, scene, call, made } = slipping;
  const [top = ""] = control.path;
  if (reading === undefined || onWire(reading.body, control.path) === control.on || reading.gaps.some(({ fact }) => fact === "controls")) return [];
  const level = inSettings(control.path, slipping).find(({ object, path }) => literalOf(at(object, path, scene.choose)) === control.on);
  const statement = level && statementsAt(level.object, level.path, scene).at(-1);
  if (statement === undefined) return [];
  if (reading.body[top] === undefined) return [slipOf(statement, control, `models that \`${made.making?.method ?? ""}\` makes do not send the \`${top}\` of their settings`, `write it into \`extraBody.${top}\``, undefined)];
  const isOfCall = at(call.written, ["providerOptions", "openrouter", top], scene.choose).kind !== "absent";
  const why = isOfCall ? `the call's own \`providerOptions.openrouter.${top}\` replaces the whole object` : `another \`${top}\` object lies over the whole of this one`;
  const placement = slipping.place({ control: control.meaning, value: true });
  return [slipOf(statement, control, why, placement === undefined ? "write it into that one" : `write it under ${placement.under}`, placement?.edits)];
}

function slipOf({ node, module }: Statement, { name, on }: BodyControl, why: string, what: string, edits: Parameters<typeof suggestion>[1]): Slip {
  const setting = `${name}: ${codeOf(on)}`;
  return {
    at: { module, node },
    messageId: "overridden",
    message: `\`${setting}\` has no effect, because ${why}; ${what}.`,
    ...suggestion(`Write \`${setting}\` where it counts`, edits),
    certain: edits !== undefined,
  };
}
