import type { Destination } from "../../src/adapters/fetch/destinations.ts";
import { propertyName } from "../edits.ts";
import type { Choose } from "../facts/explore.ts";
import { at, keysOf } from "../facts/read.ts";
import type { CallNode, Slip } from "../facts/site.ts";
import type { Lazy, Value } from "../facts/values.ts";
import type { Module } from "../module.ts";
import { stated, wants } from "../http/slips/meaning.ts";

export interface Replacing {
  readonly call: CallNode;
  /** The body as the first argument gives it. */
  readonly given: Value;
  /** What is sent in its place. */
  readonly replacement: Value;
  readonly choose: Choose;
}

/** Controls in a body that never leaves, because the options of the call bring another one. */
export function replacedSlips({ entry }: Destination, { call, given, replacement, choose }: Replacing): readonly Slip[] {
  return Object.values(entry?.controls ?? {}).flatMap((control): readonly Slip[] => {
    if (control === undefined || !("body" in control.place)) return [];
    const { body: path, value: on } = control.place;
    const before = at(given, path, choose);
    const after = at(replacement, path, choose);
    if (before.kind !== "literal" || before.value !== on || after.kind === "unknown" || (after.kind === "literal" && after.value === on)) return [];
    const holder = at(given, path.slice(0, -1), choose);
    const node = holder.kind === "object" ? keysOf(holder, choose).stated.get(path.at(-1) ?? "") : undefined;
    const message = `\`${path.join(".")}\` does not leave, because \`body\` in the options of the call replaces the whole request. Put it into that \`body\`, or leave \`body\` out.`;
    return [{ messageId: "replaced", message, at: { module: call.module, node: node ?? call.node }, certain: false }];
  });
}

/** A request that stands where versions before 0.8 took it, with a control in it: version 1 refuses it. */
export function flatSlips(call: CallNode, argument: Lazy | undefined, wrapper: string, linted: Module, choose: Choose): readonly Slip[] {
  const value = argument === undefined ? undefined : choose(argument.value());
  if (value?.kind !== "object" || keysOf(value, choose).open !== undefined) return [];
  const provider = at(value, ["provider"], choose);
  const node = keysOf(value, choose).stated.get("provider");
  if (provider.kind !== "object" || node === undefined || !asksForProtection(provider, choose)) return [];
  const message = `\`provider\` stands where version 1 of the SDK does not look for it, which refuses such a request. Put the request under \`${propertyName(wrapper)}\`.`;
  const literalNode = value.node;
  const suggestion =
    literalNode === undefined || literalNode.getSourceFile() !== linted.source
      ? undefined
      : {
          message: `Put the request under \`${wrapper}\``,
          edits: [
            { start: literalNode.getStart(linted.source), end: literalNode.getStart(linted.source), text: `{ ${propertyName(wrapper)}: ` },
            { start: literalNode.end, end: literalNode.end, text: " }" },
          ],
        };
  return [{ messageId: "flat-call", message, at: { module: call.module, node }, ...(suggestion === undefined ? {} : { suggestion }), certain: false }];
}

function asksForProtection(provider: Value, choose: Choose): boolean {
  const settled = choose(provider);
  return settled.kind === "object" && [...keysOf(settled, choose).stated.keys()].some((key) => isWanted(key, at(settled, [key], choose)));
}

function isWanted(key: string, value: Value): boolean {
  return stated(key) !== undefined && value.kind === "literal" && wants(key, value.value);
}
