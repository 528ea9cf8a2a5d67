import type { Call } from "../model/call.ts";
import type { Decision } from "../model/decision.ts";
import { decisionText, shortened } from "./decision-text.ts";
import type { Standing } from "./explanation.ts";
import { plain, type Paint } from "./paint.ts";
import { printable } from "./printable.ts";

/** A decision with the routes that it judges, and where what is known of them is written. */
export function explanationText(call: Partial<Call>, decision: Decision, routes: readonly Standing[], paint: Paint = plain): string {
  const lines = [decisionText(call, decision, paint)];
  if (routes.length > 0) lines.push(paint.strong("routes, as the call stands"));
  for (const { model, gateway, credential, providers, training, retention, deployment, assurances, sources } of routes) {
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
  return `${lines.join("\n")}${routes.length > 0 ? "\n" : ""}`;
}
