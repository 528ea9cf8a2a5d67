import { resolve } from "node:path";
import { createGuardFrom } from "../src/guard/guard.ts";
import { Call } from "../src/model/call.ts";
import { openPolicy } from "../src/node/open-policy.ts";
import type { StrictJson } from "../src/node/strict-json.ts";
import type { Policy } from "../src/policy/load.ts";
import { explanationText } from "../src/report/explanation-text.ts";
import { standings, type Standing } from "../src/report/explanation.ts";
import { readCall, type CallOptions } from "./call-options.ts";
import { decideRead, partOf } from "./decide.ts";
import { tellWarnings } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

export interface ExplainOptions extends CallOptions {
  readonly bundle?: string;
  readonly config?: string;
  readonly format: "json" | "text";
}

/** `cordon explain`: the decision, told to a person, with the routes and where what is known of them is written. */
export async function explain(options: ExplainOptions, terminal: Terminal): Promise<number> {
  const { policy, warnings } = await openPolicy({ cwd: terminal.cwd, config: options.config, bundle: options.bundle && resolve(terminal.cwd, options.bundle) });
  tellWarnings(warnings, terminal);
  const guard = createGuardFrom(policy);
  const read = await readCall(options, terminal);
  const decision = decideRead(guard, read);
  const routes = "value" in read ? routesOf(policy, read.value) : [];
  const gateways = new Set(routes.map(({ gateway }) => gateway));
  const agreements = policy.data.organisation.agreements.filter(({ gateway, validUntil }) => gateways.has(gateway) && validUntil >= today(read));
  const requirements = guard.requirements(partOf(read).categories ?? []);
  await terminal.write(
    options.format === "json" ? `${JSON.stringify({ decision, requirements, routes, agreements }, null, 2)}\n` : explanationText(partOf(read), decision, { routes, agreements }, terminal.paint),
  );
  return decision.effect === "deny" ? 1 : 0;
}

function today(read: StrictJson): string {
  return partOf(read).now ?? new Date().toISOString().slice(0, 10);
}

function routesOf(policy: Policy, value: unknown): readonly Standing[] {
  const call = Call.safeParse(value);
  if (!call.success) return [];
  try {
    return standings(policy.explain({ ...call.data, now: call.data.now ?? new Date().toISOString().slice(0, 10) }));
  } catch {
    return [];
  }
}
