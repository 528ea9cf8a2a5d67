import { resolve } from "node:path";
import { suggestion } from "../src/node/configuration/suggestion.ts";

/** What `settings.cordon` may say, and where it is said. */
export interface AnalyzerPlace {
  /** ESLint's working directory: the nearest `cordon.yaml` is looked for from here upwards, as everywhere in cordon. */
  readonly cwd: string;
  /** Another `cordon.yaml`, absolute. */
  readonly config: string | undefined;
  /** Findings that are not told again, absolute. */
  readonly baseline: string | undefined;
  /** Whether the types of prompts are looked at where syntax does not decide; they are, if nothing is said. */
  readonly types: boolean | undefined;
}

const texts = ["config", "baseline"] as const;
/** `createConfig` adds the last one. */
const known = [...texts, "types", "fingerprint"];

/** Reads `settings.cordon`; a text says what is wrong with it, in a full sentence. */
export function readPlace(settings: Readonly<Record<string, unknown>> | undefined, cwd: string): AnalyzerPlace | string {
  const given = settings?.["cordon"] ?? {};
  if (typeof given !== "object" || Array.isArray(given)) return "`settings.cordon` of ESLint is no object.";
  const stated = given as Readonly<Record<string, unknown>>;
  const strange = Object.keys(stated).find((key) => !known.includes(key));
  if (strange !== undefined) return `\`settings.cordon.${strange}\` of ESLint is unknown; ${suggestion(strange, known.slice(0, -1)).replace(/[^?]$/u, "$&.")}`;
  const wrong = texts.find((key) => stated[key] !== undefined && typeof stated[key] !== "string");
  if (wrong !== undefined) return `\`settings.cordon.${wrong}\` of ESLint is no path.`;
  if (stated["types"] !== undefined && typeof stated["types"] !== "boolean") return "`settings.cordon.types` of ESLint is neither `true` nor `false`.";
  const path = (key: (typeof texts)[number]): string | undefined => (stated[key] === undefined ? undefined : resolve(cwd, stated[key] as string));
  return { cwd, config: path("config"), baseline: path("baseline"), types: stated["types"] as AnalyzerPlace["types"] };
}
