import type { Route } from "./routes.ts";
import type { Call } from "../../src/model/call.ts";
import type { GatewayEntry } from "../../src/model/catalog.ts";
import type { Amendment } from "../../src/model/decision.ts";
import { listsItsOwnKeys } from "./credentials.ts";
import { judge, type Judgement } from "./judgement.ts";
import type { Question } from "./question.ts";
import { smallestRetention } from "./taxonomy.ts";

/** The smallest set of settings under which no reason is left; empty when there is none (readings 24 to 27). */
export function amendmentsOf(question: Question, gateway: GatewayEntry): readonly Amendment[] {
  const sets = bySize(candidateControls(question, gateway));
  for (const controls of sets) {
    if (controls.length > 0 && judge(amended(question, controls), gateway).reasons.length === 0) return controls;
  }
  if (gateway.providerLists?.only === undefined) return [];
  for (const controls of sets) {
    const value = compliantProviders(question, judge(amended(question, controls), gateway));
    if (value.length === 0) continue;
    const all: Amendment[] = [...controls, { control: "only", value }];
    if (judge(amended(question, all), gateway).reasons.length === 0) return all;
  }
  return [];
}

/** The call with the amendments on it. */
export function amend(call: Call, amendments: readonly Amendment[]): Call {
  return amendments.reduce<Call>((amended, amendment) => {
    if (amendment.control === "only") return { ...amended, providers: { ...amended.providers, only: amendment.value } };
    return { ...amended, controls: { ...amended.controls, [amendment.control]: amendment.value } };
  }, call);
}

function amended(question: Question, amendments: readonly Amendment[]): Question {
  return { ...question, call: amend(question.call, amendments) };
}

/** Reading 24: what the gateway supports for the endpoint and the call does not have on. */
function candidateControls({ data, call, endpoint, categories }: Question, gateway: GatewayEntry): Amendment[] {
  const isSupported = (name: keyof NonNullable<GatewayEntry["controls"]>): boolean =>
    gateway.controls?.[name]?.endpoints.includes(endpoint) === true;
  const days = smallestRetention(data, categories);
  const ownDays = call.controls?.maxRetentionDays ?? Number.POSITIVE_INFINITY;
  const candidates: Amendment[] = [];
  if (isSupported("noTraining") && call.controls?.noTraining !== true) {
    candidates.push({ control: "noTraining", value: true });
  }
  if (isSupported("maxRetentionDays") && days !== undefined && days < ownDays) {
    candidates.push({ control: "maxRetentionDays", value: days });
  }
  if (isSupported("zeroRetention") && call.controls?.zeroRetention !== true) {
    candidates.push({ control: "zeroRetention", value: true });
  }
  return candidates;
}

/** Every subset, the small ones first, those of one size in the order of their members. */
function bySize(controls: readonly Amendment[]): Amendment[][] {
  const [first, second, third] = controls;
  const pairs = [
    [first, second],
    [first, third],
    [second, third],
  ];
  const all = [[], ...controls.map((control) => [control]), ...pairs, [first, second, third]];
  const existing = all.map((set) => set.filter((control) => control !== undefined));
  return existing.filter((set, index) => set.length === (all[index]?.length ?? 0));
}

/** Reading 25: providers of the call's own gateway that have a route left and miss nothing on any. */
function compliantProviders({ call }: Question, { routes }: Judgement): string[] {
  const here = routes.filter(({ route }) => route.lead.gatewayId === call.gateway);
  const names = new Set(here.map(({ route }) => route.provider));
  return [...names]
    .filter((name) => name !== "*")
    .filter((name) => !listsItsOwnKeys(call) || (call.byokProviders ?? []).includes(name))
    .filter((name) => here.some(({ route, isLeft }) => route.provider === name && isLeft))
    .filter((name) => here.every(({ route, misses }) => route.provider !== name || misses.length === 0))
    .filter((name) => (call.providers?.only ?? []).length > 0 || here.some(({ route }) => isListed(route, name)))
    .sort();
}

/** A name that is not listed can only be kept: put on a list, it would bring routes that were not judged. */
function isListed({ lead }: Route, name: string): boolean {
  return (lead.gateway.providers ?? []).some(({ slug }) => slug === name);
}
