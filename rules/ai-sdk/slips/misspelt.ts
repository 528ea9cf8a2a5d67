import { at, property } from "../../facts/read.ts";
import type { Slip } from "../../facts/site.ts";
import type { Value } from "../../facts/values.ts";
import { codeOf } from "../placement.ts";
import { holders, type Slipping } from "./slipping.ts";
import { countingIn, literalOf, rewritten, suggestion, type Statement } from "./statements.ts";
import { asksFor, bodyControls, isSameWord, meantBy, type BodyControl } from "./vocabulary.ts";

/** Options of Vercel's gateway, typed or documented. */
const ofVercel = new Set([
  ...["disallowPromptTraining", "zeroDataRetention", "only", "order", "sort", "models", "byok", "headquarters", "has", "caching", "providerTimeouts", "serviceTier"],
  ...["user", "tags", "quotaEntityId", "idempotencyKey", "experimental_streamingImageDecoding", "inferenceRegion", "speed", "allowFallbackFromFast"],
]);

/** Keys of OpenRouter's `provider` object. */
const ofOpenRouter = new Set([
  ...["data_collection", "zdr", "only", "ignore", "order", "allow_fallbacks", "require_parameters", "quantizations", "sort", "preferred_min_throughput", "preferred_max_latency"],
  ...["max_price", "enforce_distillable_text", "options"],
]);

/** An object in which a gateway looks for its controls. */
interface Home {
  readonly object: Value;
  readonly under: string;
  readonly title: string;
  readonly known: ReadonlySet<string>;
  readonly controls: readonly BodyControl[];
}

/** Keys that look like a control of the gateway and are none. */
export function misspelt(slipping: Slipping): readonly Slip[] {
  return homes(slipping).flatMap((home) => {
    const statements = countingIn(home.object, slipping.scene);
    return statements.flatMap((statement) => (home.known.has(statement.key) ? [] : slipOf(statement, home, slipping)));
  });
}

function homes(slipping: Slipping): readonly Home[] {
  const { made, scene } = slipping;
  const { gateways } = scene.surroundings.catalog;
  const shape = made.making?.row.shape;
  const inCall = (namespace: string, path: readonly string[]): readonly Value[] => holders(slipping).map((holder) => at(holder, ["providerOptions", namespace, ...path], scene.choose));
  const vercel = { under: "`providerOptions.gateway`", title: gateways["vercel"]?.title ?? "Vercel AI Gateway", known: ofVercel, controls: bodyControls(gateways["vercel"]) };
  const openrouter = { title: gateways["openrouter"]?.title ?? "OpenRouter", known: ofOpenRouter, controls: bodyControls(gateways["openrouter"]) };
  const settings = made.making?.row.shape === "openrouter" ? made.making : undefined;
  return [
    ...(shape === undefined || shape === "gateway" ? inCall("gateway", []).map((object) => ({ ...vercel, object })) : []),
    ...(shape === undefined || shape === "openrouter" ? inCall("openrouter", ["provider"]).map((object) => ({ ...openrouter, under: "`providerOptions.openrouter.provider`", object })) : []),
    ...(settings === undefined
      ? []
      : [
          { ...openrouter, under: "`provider` of the model's settings", object: property(settings.settings, "provider", scene.choose) },
          { ...openrouter, under: "`extraBody.provider`", object: at(settings.settings, ["extraBody", "provider"], scene.choose) },
          { ...openrouter, under: "`extraBody.provider`", object: at(settings.options, ["extraBody", "provider"], scene.choose) },
        ]),
  ];
}

function slipOf(statement: Statement, { object, under, title, controls }: Home, { scene }: Slipping): readonly Slip[] {
  const { key, node, module } = statement;
  const place = { at: { module, node } };
  if (key === "hipaaCompliant") {
    return [{ ...place, messageId: "removed", message: `\`hipaaCompliant\` under ${under} is no option of ${title} any more and protects nothing; ask for \`zeroDataRetention: true\`, and have the agreement recorded in the team's settings.`, certain: false }];
  }
  const meant = meantBy(key);
  const control = controls.find(({ meaning }) => meaning === meant?.meaning);
  if (meant === undefined || control === undefined) return [];
  // With the right key beside it, it is only superfluous.
  if (literalOf(property(object, control.name, scene.choose)) === control.on || property(object, control.name, scene.choose).kind === "unknown") return [];
  const right = `${control.name}: ${codeOf(control.on)}`;
  const value = literalOf(statement.value);
  const isAsked = asksFor(meant, value);
  const edits = isAsked && property(object, control.name, scene.choose).kind === "absent" ? rewritten(statement, control.name, codeOf(control.on), scene) : undefined;
  const isStyle = isSameWord(key, control.name);
  const why = isStyle ? `${title} knows it as \`${control.name}\` only` : `${title} has no such option`;
  return [
    {
      ...place,
      messageId: isStyle ? "wrong-style" : "misspelt",
      message: `\`${key}\` under ${under} has no effect, because ${why}; write \`${right}\` instead.`,
      ...suggestion(`Write \`${right}\` instead of \`${key}\``, edits),
      certain: edits !== undefined && !meant.inverse,
    },
  ];
}
