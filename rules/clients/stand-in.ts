import type { Value } from "../facts/values.ts";

/**
 * Whether what a client sends with answers by itself, so that nothing leaves: a mock, or a function that makes its own
 * `Response` and speaks of nothing that could fetch another.
 */
export function isStandIn(fetch: Value): boolean {
  if (fetch.kind === "function") {
    const { node, module } = fetch;
    const text = module.text.slice(node.pos, node.end);
    return /\bnew\s+Response\s*\(|\bResponse\s*\.\s*(?:json|error)\s*\(/u.test(text) && !/fetch|axios|undici|\bgot\b|\bky\b|https?\.request|forward|proxy|upstream/iu.test(text.slice(text.search(/[({]/u)));
  }
  // `vi.fn()`, `jest.fn().mockResolvedValue(…)`
  let here: Value = fetch;
  while (here.kind === "result" && here.callee.kind === "member" && /^mock/u.test(here.callee.name)) here = here.callee.of;
  return here.kind === "result" && here.callee.kind === "external" && /^(?:vi|vitest|jest|mock)\.fn$/u.test(here.callee.path.slice(-2).join("."));
}
