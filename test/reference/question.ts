import type { Call, endpoints } from "../../src/model/call.ts";
import type { GatewayEntry } from "../../src/model/catalog.ts";
import type { GatewayDeclaration } from "../../src/model/organisation.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";

/** A valid call beside the data it is judged by, with the defaults of the fields that have one. */
export type Question = {
  readonly data: PolicyData;
  readonly call: Call;
  readonly now: string;
  readonly endpoint: (typeof endpoints)[number];
  readonly features: readonly string[];
  /** The categories to judge, every one known to the taxonomy. */
  readonly categories: readonly string[];
};

export function toQuestion(data: PolicyData, call: Call & { readonly now: string }, categories: readonly string[]): Question {
  return {
    data,
    call,
    now: call.now,
    endpoint: call.endpoint ?? "language",
    features: [...new Set(call.features ?? [])],
    categories,
  };
}

export function gatewayEntry(data: PolicyData, id: string): GatewayEntry | undefined {
  return Object.hasOwn(data.catalog.gateways, id) ? data.catalog.gateways[id] : undefined;
}

export function gatewayDeclaration(data: PolicyData, id: string): GatewayDeclaration {
  return (Object.hasOwn(data.organisation.gateways, id) ? data.organisation.gateways[id] : undefined) ?? {};
}

/** A pattern has `*` only as its first or last character; without one it is the name itself. Case makes no difference. */
export function matches(anyPattern: string, anyName: string): boolean {
  const [pattern, name] = [anyPattern.toLowerCase(), anyName.toLowerCase()];
  const opensWithStar = pattern.startsWith("*");
  const closesWithStar = pattern.endsWith("*");
  const core = pattern.slice(opensWithStar ? 1 : 0, closesWithStar ? -1 : undefined);
  if (opensWithStar && closesWithStar) return name.includes(core);
  if (opensWithStar) return name.endsWith(core);
  if (closesWithStar) return name.startsWith(core);
  return name === pattern;
}

/** Civil days from one ISO date to a later one; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}
