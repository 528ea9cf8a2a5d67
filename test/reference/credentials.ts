import type { Call } from "../../src/model/call.ts";
import type { GatewayEntry } from "../../src/model/catalog.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";
import { gatewayDeclaration } from "./question.ts";

/** Whose account serves a call: which credentials are possible, and for which providers the own keys are (reading 7). */
export type Account = {
  readonly hasSystemRoutes: boolean;
  readonly hasOwnKeyRoutes: boolean;
  /** Empty: no names are listed, and every provider may have an own key. */
  readonly ownKeyProviders: readonly string[];
  /** Nobody said anything: the credentials are an assumption. */
  readonly isAssumed: boolean;
};

type Word = "system" | "byok" | "unknown";

export function accountOf(data: PolicyData, call: Call, gateway: GatewayEntry): Account {
  const declared = gatewayDeclaration(data, call.gateway);
  const words = [wordOf(call), declared.credentials].filter((word) => word !== undefined);
  return account(gateway, words, [...(call.byokProviders ?? []), ...(declared.byokProviders ?? [])]);
}

/** The account on a gateway that the call itself does not name: the organisation's word alone. */
export function declaredAccount(data: PolicyData, gatewayId: string, gateway: GatewayEntry): Account {
  const declared = gatewayDeclaration(data, gatewayId);
  return account(gateway, declared.credentials === undefined ? [] : [declared.credentials], declared.byokProviders ?? []);
}

/** Whether the call itself is one on own keys whose providers it lists (reading 25). */
export function listsItsOwnKeys(call: Call): boolean {
  return ["byok", "unknown"].includes(wordOf(call) ?? "") && (call.byokProviders ?? []).length > 0;
}

function wordOf(call: Call): Word | undefined {
  if (call.credentials !== undefined) return call.credentials;
  return (call.byokProviders ?? []).length > 0 ? "byok" : undefined;
}

function account(gateway: GatewayEntry, words: readonly Word[], ownKeyProviders: readonly string[]): Account {
  if (gateway.kind !== "gateway") {
    return { hasSystemRoutes: true, hasOwnKeyRoutes: false, ownKeyProviders: [], isAssumed: false };
  }
  const failsOver = words.includes("byok") && gateway.failover !== false;
  return {
    hasSystemRoutes: words.length === 0 || words.includes("system") || words.includes("unknown") || failsOver,
    hasOwnKeyRoutes: words.includes("byok") || words.includes("unknown"),
    ownKeyProviders: [...new Set(ownKeyProviders)],
    isAssumed: words.length === 0,
  };
}
