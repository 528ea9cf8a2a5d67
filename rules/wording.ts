import type { Call } from "../src/model/call.ts";
import type { Amendment, Decision, Reason } from "../src/model/decision.ts";
import { firstAlternative } from "../src/policy/first-alternative.ts";
import type { SourceRequest } from "./facts/site.ts";
import type { RuleContext } from "./report.ts";

/** Which requirement of `policies/cordon/requirements` speaks by a reason's code; an organisation's own ones name themselves. */
const requirements: Readonly<Record<string, string>> = {
  training: "no_training",
  retention: "retention_limit",
  deployment: "accepted_deployment",
  region: "accepted_region",
  assurance: "held_assurances",
};

// What weighs most for a reader comes first.
const order = ["invalid-call", "prohibited-category", "unknown-category", "unclassified", "unknown-gateway", "opaque-model", "unsupported-endpoint", "feature", "assurance", "region", "deployment", "retention", "training", "no-route"];

/** The reason that a sentence about a decision is built on. */
export function mainReason({ reasons }: Pick<Decision, "reasons">): Reason | undefined {
  return [...reasons].sort((one, other) => weight(one) - weight(other))[0];
}

function weight({ code }: Reason): number {
  const place = order.indexOf(code);
  return place < 0 ? order.length : place;
}

/** What a category demands, as the beginning of a sentence: `` `pii` may not be kept by the provider ``. */
export function demand({ code, category, need, found, route }: Reason): string {
  const data = category === null ? "this data" : quoted(category);
  switch (code) {
    case "training":
      return `${data} may not be used for training`;
    case "retention":
      return need === "0 days" || need === null ? `${data} may not be kept by the provider` : `${data} may be kept for ${need} at most`;
    case "deployment":
      return `${data} may not go to this kind of service${found === null ? "" : ` (${found})`}`;
    case "assurance":
      return `${data} needs ${quoted(need ?? "an assurance")} with the provider`;
    case "region":
      return `${data} must stay in ${need ?? "its region"}`;
    case "feature":
      return `${data} may not use ${quoted(found ?? "this feature")}, which lies outside of what the control covers`;
    case "prohibited-category":
      return `${data} may go to no model at all`;
    case "unknown-category":
      return `${quoted(found ?? category ?? "?")} is no category of the taxonomy`;
    case "unclassified":
      return "this call declares no category, and the taxonomy has no default";
    case "unknown-gateway":
      return `${data} may not go to a gateway that nobody has described`;
    case "opaque-model":
      return `${data} may not go to ${quoted(found ?? "this model")}, a name that hides where it leads`;
    case "unsupported-endpoint":
      return `${data} may not go to an endpoint for which the gateway's controls are not known to hold`;
    case "no-route":
      return `no provider is left that may see ${data}`;
    default:
      return `${data} does not meet ${quoted(code)}${need === null ? "" : ` (needs ${need}${route === null ? "" : ` on ${route.provider}`})`}`;
  }
}

/** Who asks for it: `asked by requirement retention_limit of the baseline`. */
export function asker(reason: Reason, profile: string): string {
  const requirement = requirements[reason.code] ?? (order.includes(reason.code) ? undefined : reason.code);
  return requirement === undefined ? `asked by ${profile}` : `asked by requirement ${requirement} of ${profile}`;
}

/** What is missing and where it goes: `` add `zeroDataRetention: true` under `providerOptions.gateway` ``. */
export function addition(amendments: readonly Amendment[], { place }: Pick<SourceRequest, "place">): string {
  return amendments
    .map((amendment, index) => {
      const placement = place(amendment);
      const first = index === 0;
      if (placement === undefined) return `${first ? "" : "and "}it needs ${neutral(amendment)}, which this client cannot send`;
      const verb = placement.flips ? "set" : "add";
      const there = placement.elsewhere === undefined ? "" : `, in \`${fileName(placement.elsewhere.module.file)}\``;
      return `${first ? "" : "and "}${verb} \`${placement.setting}\` ${preposition(placement.under)}${there}`;
    })
    .join(" ");
}

function preposition(under: string): string {
  return /^(?:under|in|on|to|as|at) /u.test(under) ? under : `under ${under}`;
}

/** A control under its neutral name. */
export function neutral(amendment: Amendment): string {
  if (amendment.control === "only") return `only the providers ${listed(amendment.value)}`;
  return amendment.value === true ? quoted(amendment.control) : quoted(`${amendment.control}: ${amendment.value}`);
}

/** Where a call goes, for a message: `` `openai/gpt-5` at `openrouter` ``. */
export function destination({ facts }: Pick<SourceRequest, "facts">): string {
  const gateway = quoted(facts.gateway === "" ? "an unknown gateway" : facts.gateway);
  return facts.model === undefined ? gateway : `${quoted(facts.model)} at ${gateway}`;
}

/** What the controls do not cover, where the call would pass without it. */
export function withoutFeatures({ facts }: Pick<SourceRequest, "facts">, categories: readonly string[], decide: RuleContext["decide"]): string {
  const { features = [], ...rest } = facts;
  if (features.length === 0) return "";
  const { effect, amendments } = decide({ ...rest, categories } as Call);
  return effect === "deny" ? "" : ` Without ${listed(features)}, which no control covers, it would pass${condition({ controls: controlsOf(amendments), only: onlyOf(amendments) })}.`;
}

/** What would pass instead, of the decision's alternatives. */
export function instead(decision: Decision, decide: RuleContext["decide"]): string {
  const other = firstAlternative(decision);
  if (other === undefined) return "";
  const stated = Object.entries(other.controls ?? {}).filter(([, value]) => value !== false).map(([name]) => name);
  // What passes once it is amended has to be told with that.
  const { amendments } = decide(other);
  const controls = [...new Set([...stated, ...controlsOf(amendments)])];
  const model = other.model === undefined ? "" : `${quoted(other.model)} `;
  return ` What would pass: ${model}at ${quoted(other.gateway)}${condition({ controls, only: other.providers?.only ?? onlyOf(amendments) })}.`;
}

function condition({ controls, only }: { readonly controls: readonly string[]; readonly only: readonly string[] }): string {
  const parts = [...(controls.length === 0 ? [] : [` with ${controls.map(quoted).join(" and ")}`]), ...(only.length === 0 ? [] : [` from ${listed(only)} only`])];
  return parts.join("");
}

function controlsOf(amendments: readonly Amendment[]): readonly string[] {
  return amendments.flatMap(({ control }) => (control === "only" ? [] : [control as string]));
}

function onlyOf(amendments: readonly Amendment[]): readonly string[] {
  return amendments.flatMap((each) => (each.control === "only" ? each.value : []));
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map(quoted).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

export function quoted(name: string): string {
  return `\`${name.replaceAll("`", "'")}\``;
}

export function capitalised(sentence: string): string {
  return sentence.startsWith("`") ? sentence : sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function fileName(file: string): string {
  return file.split("/").slice(-2).join("/");
}
