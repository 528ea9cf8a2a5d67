import { createHash } from "node:crypto";
import { relative, resolve } from "node:path";
import type { ts } from "ts-morph";
import type { FoundCall } from "./facts/call-sites.ts";
import { enclosingName } from "./facts/names.ts";
import type { Module } from "./module.ts";

/** What a call is called in findings, waivers and baselines, and where its callee stands. */
export interface CallName {
  readonly id: string;
  readonly site: string;
  readonly callee: string;
  readonly start: number;
  readonly end: number;
}

/** Names calls so that the names stay while lines move: calls of the same thing in the same function are counted. */
export function createNaming(module: Module, root: string): (found: FoundCall) => CallName {
  const counts = new Map<string, number>();
  return ({ callee, node }) => {
    const start = callee.getStart(module.source);
    const text = calleeText(module.text.slice(start, callee.end));
    const site = siteOf(module, root, node);
    const key = `${site}:${text}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return { id: digest(`${key}:${count}`), site, callee: text, start, end: callee.end };
  };
}

/** `src/search/embed.ts#embedQuery`; the file alone at its top. */
export function siteOf(module: Module, root: string, node: ts.Node): string {
  const file = relative(resolve(root), module.file).replaceAll("\\", "/");
  const name = enclosingName(node);
  return name === "" ? file : `${file}#${name}`;
}

/** The callee as it is written, but for arguments within it, which may hold anything. */
function calleeText(text: string): string {
  let depth = 0;
  let shown = "";
  for (const character of text) {
    if (character === ")" || character === "]" || character === "}") depth--;
    if (depth === 0) shown += character;
    if (character === "(" || character === "[" || character === "{") {
      depth++;
      if (depth === 1) shown += "…";
    }
  }
  return shown.replaceAll(/\s+/gu, "").slice(0, 120);
}

/** The id of a rule's finding at a call. */
export function findingId(rule: string, id: string): string {
  return digest(`${rule}:${id}`);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
