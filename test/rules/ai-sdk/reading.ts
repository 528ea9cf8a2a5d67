import { tmpdir } from "node:os";
import { join } from "node:path";
import { aiSdk } from "../../../rules/ai-sdk/index.ts";
import { loadCompiler } from "../../../rules/compiler.ts";
import { edited } from "../../../rules/edits.ts";
import { callsOf } from "../../../rules/facts/call-sites.ts";
import { createEvaluator } from "../../../rules/facts/evaluate.ts";
import { explore } from "../../../rules/facts/explore.ts";
import type { SourceRequest, Surroundings } from "../../../rules/facts/site.ts";
import { createModuleStore } from "../../../rules/project.ts";
import type { Edit } from "../../../rules/rule.ts";
import type { Amendment } from "../../../src/model/decision.ts";
import { catalog } from "../../catalog/catalog.ts";

loadCompiler();
const root = join(tmpdir(), "no-such-project");

/** One call of a source, as the family reads it. */
export interface Seen {
  readonly callee: string;
  readonly sdk: string;
  readonly content: readonly string[];
  /** One for every outcome of the tests in the source. */
  readonly requests: readonly SourceRequest[];
}

/** The calls in a source text. */
export function calls(text: string, file = "app.ts"): readonly Seen[] {
  const store = createModuleStore({ root });
  const module = store.open(join(root, file), text);
  if (module === undefined) throw new Error("the source cannot be read");
  const evaluator = createEvaluator(store);
  const surroundings: Surroundings = { catalog, evaluate: evaluator.evaluate, linted: module };
  return callsOf(module, evaluator, [aiSdk], surroundings).flatMap(({ callee, recognised }) =>
    recognised.map((each) => ({
      callee: callee.getText(module.source),
      sdk: each.sdk,
      content: each.content.map((node) => node.getText(node.getSourceFile())),
      requests: explore(each.request) ?? [],
    })),
  );
}

/** The only request of the only call. */
export function request(text: string): SourceRequest {
  const all = calls(text).flatMap(({ requests }) => requests);
  if (all.length !== 1) throw new Error(`${all.length} requests`);
  return all[0]!;
}

/** The text with the edits that a placement needs; `undefined` where there is none. */
export function amendedText(text: string, amendment: Amendment = { control: "zeroRetention", value: true }): string | undefined {
  return applied(text, request(text).place(amendment)?.edits);
}

export function applied(text: string, edits: readonly Edit[] | undefined): string | undefined {
  return edits && edited(text, edits);
}
