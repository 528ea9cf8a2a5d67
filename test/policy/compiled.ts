import { canonical } from "../laws/differential.ts";
import type { Ask } from "../laws/laws.ts";
import type { Decision } from "../../src/model/decision.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";
import { decide } from "../../src/policy/decide.ts";
import { embeddedWasm } from "../../src/policy/embedded.ts";
import { loadPolicy, type Policy } from "../../src/policy/load.ts";

const wasm = embeddedWasm();

/** The compiled policy that ships, with these data. */
export function compiledPolicy(data: PolicyData): Promise<Policy> {
  return loadPolicy(wasm, data);
}

/** What stands in for a policy while it loads: thrown by `ask`, awaited by `settled`. */
class NotLoaded {
  readonly data: PolicyData;
  constructor(data: PolicyData) {
    this.data = data;
  }
}

export interface Compiled {
  readonly ask: Ask;
  /** What `run` gives once every policy that it asks is loaded; it is run again from its beginning after each. */
  settled<T>(run: () => T): Promise<T>;
}

/** The compiled policy in the shape in which laws ask, though loading it takes an await. Keeps what it loads. */
export function createCompiled(): Compiled {
  const byData = new WeakMap<PolicyData, Policy>();
  const byText = new Map<string, Policy>();
  const decisions = new WeakMap<Policy, Map<string, Decision>>();

  const ask: Ask = (data, call) => {
    const policy = byData.get(data) ?? byText.get(JSON.stringify(data));
    if (policy === undefined) throw new NotLoaded(data);
    byData.set(data, policy);
    const known = decisions.get(policy) ?? new Map<string, Decision>();
    decisions.set(policy, known);
    const key = JSON.stringify(call);
    const decision = known.get(key) ?? decide(policy, call, noClock);
    known.set(key, decision);
    return decision;
  };

  return {
    ask,
    async settled(run) {
      for (;;) {
        try {
          return run();
        } catch (thrown) {
          if (!(thrown instanceof NotLoaded)) throw thrown;
          byText.set(JSON.stringify(thrown.data), await compiledPolicy(thrown.data));
        }
      }
    },
  };
}

/** Decisions as text, key order and order of reasons kept, alternatives left unread. */
export function decisionText({ alternatives: _, ...decision }: Omit<Decision, "alternatives"> & { alternatives?: unknown }): string {
  return canonical(decision);
}

export function noClock(): string {
  throw new Error("the call has no `now`");
}
