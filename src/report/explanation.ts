import * as z from "../vendor/zod.ts";

/** The ways in which a call may be served, providers that stand alike together, as the call stands. */
export interface Standing {
  readonly model: string | null;
  readonly gateway: string;
  readonly credential: string;
  readonly providers: readonly string[];
  readonly training: string;
  readonly retention: string;
  readonly deployment: readonly string[];
  readonly assurances: readonly string[];
  /** Where it is written, each with its day. */
  readonly sources: readonly string[];
}

const Words = z.array(z.string());
const Answer = z.array(
  z.looseObject({
    model: z.string().nullable(),
    gateway: z.string(),
    credential: z.string(),
    providers: Words,
    training: z.string(),
    retentionDays: z.union([z.string(), z.number()]),
    deployment: Words,
    assurances: Words,
    stated: z.unknown(),
  }),
);

/** Reads the policy's answer to `cordon/explanation`; empty where it has none, as for an unknown gateway. */
export function standings(answer: unknown): readonly Standing[] {
  const parsed = Answer.safeParse(answer);
  if (!parsed.success) return [];
  return parsed.data.map(({ model, gateway, credential, providers, training, retentionDays, deployment, assurances, stated }) => ({
    model,
    gateway,
    credential,
    providers,
    training,
    retention: days(retentionDays),
    deployment,
    assurances,
    sources: [...new Set(sourcesIn(stated))].sort(),
  }));
}

function days(found: string | number): string {
  return typeof found === "number" || /^[0-9]+$/u.test(found) ? `${found} ${Number(found) === 1 ? "day" : "days"}` : found;
}

/** Every text that ends in a day: `ADDRESS, 2026-11-20`. */
function sourcesIn(value: unknown): readonly string[] {
  if (typeof value === "string") return /, \d{4}-\d{2}-\d{2}$/u.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(sourcesIn) : [];
}
