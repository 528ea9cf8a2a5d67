import { isFields } from "../../src/adapters/wire/fields.ts";
import { aiSdkProvider } from "../entry-points/ai-sdk-providers.ts";
import type { Choose } from "../facts/explore.ts";
import { keysOf, plain, property, Unseen } from "../facts/read.ts";
import type { Value } from "../facts/values.ts";
import type { Settled } from "./scene.ts";

/** The tools of a call as a model gets them, as far as they are seen; others count as not there. */
export function toolsOf(tools: Value, choose: Choose): readonly unknown[] {
  const settled = choose(tools);
  if (settled.kind === "list") return settled.items.flatMap(({ spread, value }) => (spread ? [] : toolOf(choose(value.value()), choose)));
  if (settled.kind !== "object") return [];
  return [...keysOf(settled, choose).stated.keys()].flatMap((key) => toolOf(property(settled, key, choose), choose));
}

function toolOf(tool: Settled, choose: Choose): readonly unknown[] {
  if (tool.kind === "result" && tool.callee.kind === "external") {
    const { module, path } = tool.callee;
    const row = aiSdkProvider(module, path[0] ?? "")?.row;
    if (row !== undefined && path.length === 3 && path[1] === "tools") return [{ type: "provider", id: `${row.name.split(".")[0]}.${snake(path[2]!)}` }];
    return [];
  }
  if (tool.kind === "result" && tool.callee.kind === "member" && tool.callee.of.kind === "member" && tool.callee.of.name === "tools") {
    return [{ type: "provider", id: `provider.${snake(tool.callee.name)}` }];
  }
  const read = tool.kind === "object" ? plain(tool, choose) : undefined;
  if (!isFields(read) || read instanceof Unseen) return [];
  const { type, id } = read;
  return typeof type === "string" && type.startsWith("provider") ? [{ type, id }] : [];
}

/** `webSearch_20250305` → `web_search_20250305`, as the packages name their tools. */
function snake(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}
