import { z } from "zod";

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

const Found = z.looseObject({ found: z.union([z.string(), z.number()]) });
const Accepted = z.looseObject({ values: z.array(z.string()) });
const Answer = z.looseObject({
  branches: z.array(
    z.looseObject({
      as: z.unknown(),
      gateway: z.string(),
      credential: z.string(),
      providers: z.record(z.string(), z.unknown()),
      cells: z.unknown(),
      hops: z.unknown(),
      outer: z.unknown(),
    }),
  ),
  standings: z.array(z.looseObject({ training: Found, retentionDays: Found, deployment: z.array(Accepted), assurances: z.unknown() })),
});

/** Reads the policy's answer to `cordon/explanation`; empty where it has none, as for an unknown gateway. */
export function standings(answer: unknown): readonly Standing[] {
  const parsed = Answer.safeParse(answer);
  if (!parsed.success) return [];
  const { branches, standings: rows } = parsed.data;
  return branches.flatMap(({ as, gateway, credential, providers, cells, hops, outer }, index): Standing[] => {
    const row = rows[index];
    if (row === undefined) return [];
    return [
      {
        model: typeof as === "string" ? as : null,
        gateway,
        credential,
        providers: Object.keys(providers).sort(),
        training: String(row.training.found),
        retention: days(row.retentionDays.found),
        deployment: [...new Set(row.deployment.flatMap(({ values }) => values))].sort(),
        assurances: strings(row.assurances),
        sources: [...new Set([providers, cells, hops, outer].flatMap(sourcesIn))].sort(),
      },
    ];
  });
}

function days(found: string | number): string {
  return typeof found === "number" || /^[0-9]+$/u.test(found) ? `${found} ${Number(found) === 1 ? "day" : "days"}` : found;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string").sort() : [];
}

/** Every text that ends in a day: `ADDRESS, 2026-11-20`. */
function sourcesIn(value: unknown): readonly string[] {
  if (typeof value === "string") return /, \d{4}-\d{2}-\d{2}$/u.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(sourcesIn) : [];
}
