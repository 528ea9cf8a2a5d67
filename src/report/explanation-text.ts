import type { Call } from "../model/call.ts";
import type { Decision } from "../model/decision.ts";
import type { Agreement } from "../model/organisation.ts";
import { decisionText, shortened } from "./decision-text.ts";
import type { Standing } from "./explanation.ts";
import { plain, type Paint } from "./paint.ts";
import { printable } from "./printable.ts";

export interface Known {
  readonly routes: readonly Standing[];
  /** Those of the organisation that may cover these routes and have not ended. */
  readonly agreements: readonly Agreement[];
}

/** A decision with the routes that it judges, and where what is known of them is written. */
export function explanationText(call: Partial<Call>, decision: Decision, { routes, agreements }: Known, paint: Paint = plain): string {
  const lines = [decisionText(call, decision, paint)];
  if (routes.length > 0) lines.push(paint.strong("routes, as the call stands"));
  for (const { model, gateway, credential, providers, training, retention, deployment, assurances, sources } of alike(routes)) {
    const who = shortened(providers.map((provider) => (provider === "*" ? "any provider that is not listed" : provider)), 8);
    const through = providers.length === 1 && providers[0] === gateway ? "" : ` through ${gateway}`;
    lines.push(
      "",
      `  ${paint.strong(printable(who))}${printable(`${through}${credential === "byok" ? " on an own key" : ""}${model === null ? "" : `, model ${model}`}`)}`,
      `    training ${training}, kept ${retention}, deployment ${deployment.join(" or ")}${assurances.length > 0 ? `, ${assurances.join(", ")}` : ""}`,
      ...sources.slice(0, 6).map((source) => `    ${paint.faint(printable(source.replace(/, 9999-12-31$/u, "")))}`),
      ...(sources.length > 6 ? [`    ${paint.faint(`and ${sources.length - 6} more sources`)}`] : []),
    );
  }
  for (const { gateway, provider, reference, validUntil } of agreements) {
    const who = provider === undefined || provider === "*" ? gateway : `${provider} through ${gateway}`;
    lines.push("", `  ${paint.strong("agreement")} ${printable(`with ${who}: ${reference}, until ${validUntil}`)}`);
  }
  return `${lines.join("\n")}${routes.length > 0 ? "\n" : ""}`;
}

/** Routes that stand alike as one; their sources are those of all. */
function alike(routes: readonly Standing[]): readonly Standing[] {
  const groups = new Map<string, Standing>();
  for (const route of routes) {
    const { providers, sources, ...standing } = route;
    const key = JSON.stringify(standing);
    const known = groups.get(key);
    groups.set(key, known === undefined ? route : { ...known, providers: [...known.providers, ...providers].sort(), sources: [...new Set([...known.sources, ...sources])].sort() });
  }
  return [...groups.values()];
}
