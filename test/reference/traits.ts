import type { Traits } from "../../src/model/catalog.ts";
import type { Hop, Level, LevelName, Statement } from "./hops.ts";
import { daysBetween, type Question } from "./question.ts";

/** Where a trait was settled, which an agreement has to name before a floor yields to it. */
export type Settled = {
  readonly level: LevelName;
  /** The features with a hard statement of the trait on that level. */
  readonly hardFeatures: readonly string[];
};

/** A trait whose values have an order; numbers stand for the values, the larger the worse. */
export type OrderedTrait = {
  readonly value: number;
  /** What no control and no unnamed agreement gets below; `best` where nothing is hard. */
  readonly floor: number;
  readonly source: string | null;
  /** A fact that counts for it is hard: gateways let such carve-outs through, so its route is not dropped. */
  readonly isHard: boolean;
  /** Where the floor is written; what a control or an agreement made of the trait has no source but this. */
  readonly floorSource: string | null;
  readonly settled: Settled | undefined;
};

/** A trait whose values are only accepted or not; a hop may have several at once. */
export type PlainTrait = {
  readonly values: readonly { readonly value: string; readonly source: string | null }[];
  readonly floor: readonly string[];
  readonly settled: Settled | undefined;
};

export type AssurancesTrait = {
  readonly held: readonly string[];
  /** What an unnamed agreement can add at most; `undefined` where nothing is hard. */
  readonly ceiling: readonly string[] | undefined;
  readonly settled: Settled | undefined;
};

export const best = 0;
/** For reporting, the word `unknown` is worse than its equals, so that it wins a tie. */
const trainings = ["never", "may", "unknown"] as const;
const indefinite = Number.MAX_SAFE_INTEGER - 1;
const unknownDays = Number.MAX_SAFE_INTEGER;

export function trainingOf(question: Question, hop: Hop): OrderedTrait {
  return orderedTrait(question, hop, "training", trainingRank, trainings.indexOf("unknown"));
}

export function retentionOf(question: Question, hop: Hop): OrderedTrait {
  return orderedTrait(question, hop, "retentionDays", retentionRank, unknownDays);
}

export function trainingRank({ training }: Traits): number | undefined {
  return training === undefined ? undefined : trainings.indexOf(training);
}

export function retentionRank({ retentionDays }: Traits): number | undefined {
  if (retentionDays === "unknown") return unknownDays;
  return retentionDays === "indefinite" ? indefinite : retentionDays;
}

export function trainingText(rank: number): string {
  return trainings[rank] ?? "unknown";
}

export function retentionText(rank: number): string {
  if (rank === unknownDays) return "unknown";
  return rank === indefinite ? "indefinite" : daysText(rank);
}

export function daysText(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}

/** Reading 14 for training and retention. */
function orderedTrait(
  question: Question,
  hop: Hop,
  trait: keyof Traits,
  rank: (traits: Traits) => number | undefined,
  unknown: number,
): OrderedTrait {
  const won = winningLevel(question, hop, trait);
  if (won === undefined) return { value: unknown, floor: best, source: null, isHard: false, floorSource: null, settled: undefined };
  const { counting, stale, settled } = won;
  if (counting.length === 0) {
    return { value: unknown, floor: stale.some(({ hard }) => hard) ? unknown : best, source: null, isHard: stale.some(({ hard }) => hard), floorSource: null, settled };
  }
  const rankOf = ({ traits }: Statement): number => rank(traits) ?? unknown;
  const value = Math.max(...counting.map(rankOf));
  const floor = Math.max(best, ...counting.filter(({ hard }) => hard).map(rankOf));
  return {
    value,
    floor,
    source: firstSource(counting.filter((statement) => rankOf(statement) === value)),
    isHard: counting.some(({ hard }) => hard),
    floorSource: firstSource(counting.filter((statement) => statement.hard && rankOf(statement) === floor)),
    settled,
  };
}

/** Reading 14 for deployment, region and headquarters. */
export function plainTrait(question: Question, hop: Hop, trait: "deployment" | "region" | "headquarters"): PlainTrait {
  const won = winningLevel(question, hop, trait);
  if (won === undefined) return { values: [{ value: "unknown", source: null }], floor: [], settled: undefined };
  const { counting, stale, settled } = won;
  if (counting.length === 0) {
    const floor = stale.some(({ hard }) => hard) ? ["unknown"] : [];
    return { values: [{ value: "unknown", source: null }], floor, settled };
  }
  const valueOf = ({ traits }: Statement): string => traits[trait] ?? "unknown";
  const values = [...new Set(counting.map(valueOf))].map((value) => ({
    value,
    source: firstSource(counting.filter((statement) => valueOf(statement) === value)),
  }));
  return { values, floor: [...new Set(counting.filter(({ hard }) => hard).map(valueOf))], settled };
}

/** Reading 14 for assurances. */
export function assurancesOf(question: Question, hop: Hop): AssurancesTrait {
  const won = winningLevel(question, hop, "assurances");
  if (won === undefined) return { held: [], ceiling: undefined, settled: undefined };
  const { counting, stale, settled } = won;
  const hard = counting.filter((statement) => statement.hard);
  if (counting.length === 0) return { held: [], ceiling: stale.some((statement) => statement.hard) ? [] : undefined, settled };
  return { held: heldByAll(counting), ceiling: hard.length === 0 ? undefined : heldByAll(hard), settled };
}

function heldByAll(statements: readonly Statement[]): string[] {
  const lists = statements.map(({ traits }) => traits.assurances ?? []);
  return [...new Set(lists.flat())].filter((assurance) => lists.every((list) => list.includes(assurance)));
}

type Won = { counting: Statement[]; stale: Statement[]; settled: Settled };

/** The most specific level that states the trait, and which of its statements count. */
function winningLevel(question: Question, hop: Hop, trait: keyof Traits): Won | undefined {
  const states = ({ traits }: Statement): boolean => traits[trait] !== undefined;
  const level: Level | undefined = hop.levels.find(({ statements }) => statements.some(states));
  if (level === undefined) return undefined;
  const stating = level.statements.filter(states);
  const hardFeatures = stating.filter(({ hard }) => hard).flatMap(({ feature }) => (feature === null ? [] : [feature]));
  return {
    counting: stating.filter((statement) => isFresh(question, statement)),
    stale: stating.filter((statement) => !isFresh(question, statement)),
    settled: { level: level.name, hardFeatures: [...new Set(hardFeatures)] },
  };
}

/** Reading 15. */
function isFresh({ data, now }: Question, { asOf }: Statement): boolean {
  return asOf === null || daysBetween(asOf, now) <= data.organisation.maxAgeDays;
}

function firstSource(statements: readonly Statement[]): string | null {
  return statements.flatMap(({ source }) => (source === null ? [] : [source])).sort()[0] ?? null;
}

/** The trait at another value than was found. */
export function changedTo(trait: OrderedTrait, value: number): OrderedTrait {
  return value === trait.value ? trait : { ...trait, value, source: value === trait.floor ? trait.floorSource : null };
}
