import { at } from "../../facts/read.ts";
import type { Slip } from "../../facts/site.ts";
import type { Value } from "../../facts/values.ts";
import { codeOf } from "../placement.ts";
import { holders, ownNamespaces, type Slipping } from "./slipping.ts";
import { literalOf, rewritten, statementsAt, suggestion } from "./statements.ts";
import { bodyControls, type BodyControl } from "./vocabulary.ts";

/** Controls that are written where they belong, with a value that does not switch them on. */
export function withoutEffect(slipping: Slipping): readonly Slip[] {
  const { made, reading, scene } = slipping;
  if (made.making === undefined || reading === undefined) return [];
  const { entry } = reading.destination;
  return bodyControls(entry).flatMap((control) => places(control, slipping).flatMap(({ object, path }) => {
    const value = at(object, path, scene.choose);
    const written = literalOf(value);
    if (value.kind !== "literal" || written === control.on || written === null) return [];
    const statements = statementsAt(object, path, scene);
    // What lies under it is told of where it is.
    if (statements.some((each) => literalOf(each.value) === control.on)) return [];
    const statement = statements.findLast((each) => literalOf(each.value) === written);
    if (statement === undefined) return [];
    const right = `${control.name}: ${codeOf(control.on)}`;
    const isOff = written === false || written === "allow";
    const isMeant = String(written).toLowerCase() === String(control.on).toLowerCase() || written === 1;
    return [
      {
        at: { module: statement.module, node: statement.node },
        messageId: isOff ? "false" : "wrong-value",
        message: isOff
          ? `\`${control.name}: ${codeOf(written)}\` protects nothing and takes away what defaults may ask for; write \`${right}\`, or leave it out.`
          : `\`${control.name}: ${codeOf(written)}\` does not switch the setting on, because only \`${codeOf(control.on)}\` does; write \`${right}\`.`,
        ...suggestion(`Write \`${right}\``, rewritten(statement, control.name, codeOf(control.on), scene)),
        certain: !isOff && isMeant,
      } satisfies Slip,
    ];
  }));
}

/** Where the settings of this call may hold a control. */
export function places({ path }: BodyControl, slipping: Slipping): readonly { readonly object: Value; readonly path: readonly string[] }[] {
  const { made } = slipping;
  const own = ownNamespaces(slipping);
  const isGateway = made.making?.row.shape === "gateway";
  const inCall = holders(slipping).flatMap((object) => (isGateway ? [{ object, path }] : [...new Set(own)].map((name) => ({ object, path: ["providerOptions", name, ...path] }))));
  return [...inCall, ...inSettings(path, slipping)];
}

/** Below the call: the settings of a model and its factory. */
export function inSettings(path: readonly string[], { made: { making } }: Slipping): readonly { readonly object: Value; readonly path: readonly string[] }[] {
  if (making?.row.shape !== "openrouter") return [];
  return [
    { object: making.settings, path: ["extraBody", ...path] },
    { object: making.options, path: ["extraBody", ...path] },
    { object: making.settings, path },
  ];
}
