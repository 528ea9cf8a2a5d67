import type { Choose } from "../facts/explore.ts";
import { keysOf, property } from "../facts/read.ts";
import { argument, unknown, type Unknown, type Value } from "../facts/values.ts";
import type { ts } from "ts-morph";
import { globalName } from "./global-name.ts";
import { hasHole } from "./hole.ts";
import { textOf } from "./text.ts";

/** Headers by their names in lower case, as far as the source shows them. Credentials are not among them. */
export interface SeenHeaders {
  readonly values: ReadonlyMap<string, { readonly value: string | Unknown; readonly node: ts.Node | undefined; readonly written: string }>;
  /** Where there may be more than are seen. */
  readonly open: Unknown | undefined;
}

/** Reads headers in any form in which they are written, later ones over earlier. */
export function seenHeaders(sources: readonly Value[], choose: Choose): SeenHeaders {
  const values = new Map<string, { value: string | Unknown; node: ts.Node | undefined; written: string }>();
  let open: Unknown | undefined;
  for (const source of sources) {
    const headers = choose(source);
    if (headers.kind === "absent" || headers.kind === "literal") continue;
    if (headers.kind === "result" && headers.isNew && headers.callee.kind === "external" && globalName(headers.callee) === "Headers") {
      const inner = seenHeaders([argument(headers.args, 0)], choose);
      for (const [name, header] of inner.values) values.set(name, header);
      open ??= inner.open;
    } else if (headers.kind === "object") {
      const keys = keysOf(headers, choose);
      open ??= keys.open;
      for (const [key, node] of keys.stated) set(key, property(headers, key, choose), node);
    } else if (headers.kind === "list") {
      for (const { spread, value } of headers.items) {
        const pair = choose(value.value());
        const name = !spread && pair.kind === "list" ? textOf(pair.items[0]?.value.value() ?? unknown("no name"), choose)?.text : undefined;
        if (name === undefined || pair.kind !== "list" || hasHole(name)) open ??= unknown("a header whose name is not known", value.node);
        else set(name, pair.items[1]?.value.value() ?? unknown("no value"), value.node);
      }
    } else open ??= headers.kind === "unknown" ? headers : unknown("made by code that is not followed", "node" in headers ? headers.node : undefined);
  }
  return { values, open };

  function set(written: string, value: Value, node: ts.Node | undefined): void {
    const name = written.toLowerCase();
    if (secret.test(name)) return;
    const text = textOf(value, choose);
    if (text === undefined) values.delete(name);
    else values.set(name, { value: hasHole(text.text) ? (text.unseen ?? unknown("a text that is put together", node)) : text.text, node, written });
  }
}

/** The value of a header, in plain sight or not; `undefined` where there certainly is none. */
export function headerIn({ values, open }: SeenHeaders, name: string): string | Unknown | undefined {
  return values.get(name)?.value ?? open;
}

const secret = /^(?:authorization|cookie|(?:x-)?(?:goog-)?api-key)$/u;
