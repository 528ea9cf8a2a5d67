import type { Call } from "../model/call.ts";
import type { Amendment, Decision, Effect, Reason } from "../model/decision.ts";
import { plain, type Paint } from "./paint.ts";
import { printable } from "./printable.ts";

/** A decision for a person to read: the effect, why, and what would make the call pass. */
export function decisionText(call: Partial<Call>, decision: Decision, paint: Paint = plain): string {
  const { effect, reasons, amendments, alternatives, assumptions, obligations } = decision;
  const invalid = reasons.some(({ code }) => code === "invalid-call");
  const lines = [`${paintEffect(effect, paint)}  ${invalid ? "this is no valid call" : printable(callLine(call))}`];
  if (amendments.length > 0) lines.push("", paint.strong("passes with"), ...amendments.map((amendment) => `  ${amendmentLine(amendment)}`));
  if (reasons.length > 0) lines.push("", paint.strong(effect === "amend" ? "because, as it stands," : "because"), ...reasonLines(reasons, paint));
  if (alternatives.length > 0) lines.push("", paint.strong("would pass"), ...alternatives.map((other) => `  ${printable(callLine(other))}`));
  if (assumptions.length > 0) lines.push("", paint.strong("assumed, since neither the call nor `cordon.yaml` says"), ...assumptions.map((assumption) => `  ${assumption}`));
  if (obligations.length > 0) lines.push("", `${paint.strong("to be kept")} ${obligations.join(", ")}`);
  lines.push("", paint.faint(`policy ${decision.policyRevision}`), "");
  return lines.join("\n");
}

const words: Readonly<Record<Effect, keyof Paint>> = { allow: "good", amend: "doubtful", deny: "bad" };

export function paintEffect(effect: Effect, paint: Paint): string {
  return paint[words[effect]](effect);
}

/** `pii to vercel, model zai/glm-4.7, with zeroRetention`. */
export function callLine(call: Partial<Call>): string {
  const { categories = [], gateway, model, endpoint, fallbackModels = [], providers, controls, credentials, byokProviders = [], features = [], tier, region } = call;
  const set = Object.entries(controls ?? {}).filter(([, value]) => value !== false && value !== undefined);
  const parts = [
    `${categories.length > 0 ? categories.join(" + ") : "undeclared data"} to ${gateway ?? "no gateway"}`,
    model === undefined ? [] : `model ${model}`,
    fallbackModels.length === 0 ? [] : `or ${fallbackModels.join(", ")}`,
    endpoint === undefined || endpoint === "language" ? [] : endpoint,
    set.length === 0 ? [] : `with ${set.map(([name, value]) => (value === true ? name : `${name} ${String(value)}`)).join(" and ")}`,
    (providers?.only ?? []).length === 0 ? [] : `only ${providers!.only!.join(", ")}`,
    (providers?.ignore ?? []).length === 0 ? [] : `without ${providers!.ignore!.join(", ")}`,
    credentials === undefined ? [] : `credentials ${credentials}${byokProviders.length > 0 ? ` (${byokProviders.join(", ")})` : ""}`,
    tier === undefined ? [] : `tier ${tier}`,
    region === undefined ? [] : `region ${region}`,
    features.length === 0 ? [] : `using ${features.join(", ")}`,
  ];
  return parts.flat().join(", ");
}

export function amendmentLine(amendment: Amendment): string {
  if (amendment.control === "only") return `providers only: ${amendment.value.join(", ")}`;
  return amendment.value === true ? amendment.control : `${amendment.control}: ${amendment.value}`;
}

const mostRoutes = 4;
const mostFound = 3;

/** Reasons for the same need stand as one line, or as one for each thing that was found where those are few. */
function reasonLines(reasons: readonly Reason[], paint: Paint): readonly string[] {
  const misses = groupedBy(reasons, ({ code, category, need }) => JSON.stringify([code, category, need]));
  return misses.flatMap((miss) => {
    const alike = groupedBy(miss, (reason) => JSON.stringify(foundIn(reason)));
    return (alike.length > mostFound ? [miss] : alike).flatMap((group) => linesOf(group, paint));
  });
}

function linesOf(group: readonly Reason[], paint: Paint): readonly string[] {
  const { code, category, need } = group[0]!;
  const routes = distinct(group.flatMap(({ route }) => (route === null ? [] : [routeName(route)]))).sort();
  const found = distinct(group.flatMap((reason) => foundIn(reason) ?? []));
  const sources = distinct(group.flatMap(({ source }) => source ?? []));
  const wanted = need === null ? "" : `${category === null ? "needs" : `${category} needs`} ${need}`;
  // What is wrong with a call that is none is a sentence of its own.
  const told = found.length === 0 ? "" : code === "invalid-call" ? found.join(", ") : `found ${shortened(found, mostFound)}`;
  const where = routes.length === 0 ? "" : ` on ${shortened(routes)}`;
  const sentence = [wanted, told].filter((part) => part !== "").join(", ");
  return [
    `  ${paint.strong(code)}  ${printable(`${sentence}${where}`)}`,
    ...sources.slice(0, 3).map((source) => `    ${paint.faint(printable(source))}`),
    ...(sources.length > 3 ? [`    ${paint.faint(`and ${sources.length - 3} more sources`)}`] : []),
  ];
}

/** What was found, where that is more than the name of the provider, which the route tells. */
function foundIn({ found, route }: Reason): string | null {
  return found === route?.provider ? null : found;
}

function groupedBy(reasons: readonly Reason[], key: (reason: Reason) => string): readonly (readonly Reason[])[] {
  const groups = new Map<string, Reason[]>();
  for (const reason of reasons) groups.set(key(reason), [...(groups.get(key(reason)) ?? []), reason]);
  return [...groups.values()];
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function routeName({ provider, credential, model }: NonNullable<Reason["route"]>): string {
  const name = provider === "*" ? "providers that are not listed" : provider;
  return `${name}${credential === "byok" ? " (own key)" : ""}${model === undefined ? "" : ` for ${model}`}`;
}

/** The first few of a list, and how many more there are. */
export function shortened(names: readonly string[], most = mostRoutes): string {
  return names.length > most + 1 ? `${names.slice(0, most).join(", ")} and ${names.length - most} more` : names.join(", ");
}
