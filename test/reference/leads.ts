import type { Controls } from "../../src/model/call.ts";
import type { GatewayEntry } from "../../src/model/catalog.ts";
import type { ModelAttestation } from "../../src/model/organisation.ts";
import { accountOf, type Account, declaredAccount } from "./credentials.ts";
import { gatewayEntry, matches, type Question } from "./question.ts";

/** Where one model of the call is judged, and under which settings. */
export type Lead = {
  /** The call's own name for the model. */
  readonly calledModel: string | undefined;
  readonly gatewayId: string;
  readonly gateway: GatewayEntry;
  /** The name under which its traits are found. */
  readonly model: string | undefined;
  /** Every list that is not empty holds. */
  readonly only: readonly (readonly string[])[];
  readonly ignore: readonly string[];
  readonly controls: Controls;
  readonly account: Account;
  /** The call's gateway, where the model leads to another one and passes through this. */
  readonly through: { readonly id: string; readonly entry: GatewayEntry } | undefined;
};

/** A model whose name hides where it goes. */
export type Opaque = { readonly opaqueModel: string };

/** The models of the call, each once; `undefined` stands for a model that is not known (reading 8). */
export function modelsOf({ call }: Question): readonly (string | undefined)[] {
  return [...new Set([call.model, ...(call.fallbackModels ?? [])])];
}

/** Where a model is judged: one place, or one per attestation that speaks of it (readings 21 and 22). */
export function leadsOf(question: Question, gateway: GatewayEntry, model: string | undefined): (Lead | Opaque)[] {
  if (model === undefined || !isOpaque(question, gateway, model)) return [asCalled(question, gateway, model)];
  const attestations = question.data.organisation.models.filter(
    ({ match, validUntil }) => matches(match, model) && (validUntil === undefined || question.now <= validUntil),
  );
  if (attestations.length === 0) return [{ opaqueModel: model }];
  return attestations.map((attestation) => asAttested(question, gateway, model, attestation));
}

export function isOpaque({ data }: Question, gateway: GatewayEntry, model: string): boolean {
  const everywhere = data.catalog.models.filter(({ opaque }) => opaque === true).map(({ match }) => match);
  return [...(gateway.opaqueModels ?? []), ...everywhere].some((pattern) => matches(pattern, model));
}

function asCalled(question: Question, gateway: GatewayEntry, model: string | undefined): Lead {
  const { call } = question;
  return {
    calledModel: model,
    gatewayId: call.gateway,
    gateway,
    model,
    only: [call.providers?.only ?? []],
    ignore: call.providers?.ignore ?? [],
    controls: call.controls ?? {},
    account: accountOf(question.data, call, gateway),
    through: undefined,
  };
}

function asAttested(
  question: Question,
  calledGateway: GatewayEntry,
  calledModel: string,
  { leadsTo }: ModelAttestation,
): Lead | Opaque {
  const gateway = gatewayEntry(question.data, leadsTo.gateway);
  if (gateway === undefined || !gateway.endpoints.includes(question.endpoint)) return { opaqueModel: calledModel };
  if (leadsTo.model !== undefined && isOpaque(question, gateway, leadsTo.model)) return { opaqueModel: calledModel };
  const called = asCalled(question, calledGateway, calledModel);
  if (leadsTo.gateway === question.call.gateway) {
    return {
      ...called,
      model: leadsTo.model,
      only: [...called.only, leadsTo.only ?? []],
      controls: together(called.controls, leadsTo.controls ?? {}),
    };
  }
  return {
    calledModel,
    gatewayId: leadsTo.gateway,
    gateway,
    model: leadsTo.model,
    only: [leadsTo.only ?? []],
    ignore: [],
    controls: leadsTo.controls ?? {},
    account: declaredAccount(question.data, leadsTo.gateway, gateway),
    through: calledGateway.kind === "gateway" ? { id: question.call.gateway, entry: calledGateway } : undefined,
  };
}

function together(one: Controls, other: Controls): Controls {
  const limits = [one.maxRetentionDays, other.maxRetentionDays].filter((days) => days !== undefined);
  return {
    noTraining: one.noTraining === true || other.noTraining === true,
    zeroRetention: one.zeroRetention === true || other.zeroRetention === true,
    ...(limits.length > 0 ? { maxRetentionDays: Math.min(...limits) } : {}),
  };
}
