import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "@typescript-eslint/parser";
import { loadCompiler } from "../../../rules/compiler.ts";
import { edited } from "../../../rules/edits.ts";
import { callsOf } from "../../../rules/facts/call-sites.ts";
import { createEvaluator } from "../../../rules/facts/evaluate.ts";
import { explore } from "../../../rules/facts/explore.ts";
import type { Family, SourceRequest } from "../../../rules/facts/site.ts";
import { isCandidate } from "../../../rules/candidate.ts";
import { mayCallModel } from "../../../rules/filter.ts";
import { createModuleStore } from "../../../rules/project.ts";
import { createGuard } from "../../../src/index.ts";
import type { Amendment } from "../../../src/model/decision.ts";

loadCompiler();
export const guard = await createGuard();
const home = mkdtempSync(join(tmpdir(), "cordon-calls-"));

/** A call that a family finds in a text, with every request that it may be. */
export interface Found {
  readonly callee: string;
  readonly sdk: string;
  readonly requests: readonly SourceRequest[];
  readonly content: readonly string[];
}

/** What a family finds in a file. */
export function found(family: Family, text: string, name = "subject.ts"): readonly Found[] {
  const store = createModuleStore({ root: home });
  store.begin();
  const module = store.open(join(home, name), text)!;
  const evaluator = createEvaluator(store);
  const surroundings = { catalog: guard.catalog, evaluate: evaluator.evaluate, linted: module };
  const calls = callsOf(module, evaluator, [family], surroundings);
  // What the filter stops is never looked at.
  if (calls.length > 0 && !mayCallModel(text, module.file)) throw new Error("stopped by the filter");
  if (calls.length > 0 && name.endsWith(".ts") && !isCandidate(parse(text, { sourceType: "module", range: true }) as never, text)) throw new Error("stopped by the candidate test");
  return calls.flatMap(({ callee, recognised }) =>
    recognised.map(({ sdk, request, content }) => ({
      callee: callee.getText(module.source),
      sdk,
      requests: explore(request) ?? [],
      content: content.map((node) => node.getText(module.source)),
    })),
  );
}

/** The one request of the one call in a file. */
export function only(family: Family, text: string): SourceRequest {
  const calls = found(family, text);
  const [request, ...more] = calls.flatMap(({ requests }) => requests);
  if (request === undefined || more.length > 0) throw new Error(`${calls.length} calls, ${calls.flatMap(({ requests }) => requests).length} requests`);
  return request;
}

/** The text after a control was put where it belongs. */
export function amended(family: Family, text: string, amendment: Amendment): string {
  const placement = only(family, text).place(amendment);
  if (placement?.edits === undefined) throw new Error("no edit");
  return edited(text, placement.edits);
}

/** The slips of a file: message id, the setting itself, and the text once the suggestion is taken. */
export function slips(family: Family, text: string): readonly { readonly id: string; readonly at: string; readonly message: string; readonly fixed: string | undefined; readonly certain: boolean }[] {
  return found(family, text).flatMap(({ requests }) =>
    requests.flatMap((request) =>
      request.slips.map(({ messageId, message, at, suggestion, certain }) => ({
        id: messageId,
        at: at.node.getText(at.module.source),
        message,
        fixed: suggestion === undefined ? undefined : edited(text, suggestion.edits),
        certain,
      })),
    ),
  );
}
