import { resolve } from "node:path";
import { ConfigurationError, GuardError } from "../src/model/errors.ts";
import type { AnalyzerPlace } from "./analyzer-place.ts";
import type { OpenedAnalyzer } from "./core.ts";
import { stampOf } from "./file-state.ts";
import { loadCore } from "./load-core.ts";

/** An analyzer, or a full sentence on why there is none. */
export type Opened = OpenedAnalyzer | { readonly problem: string; readonly watched: readonly string[] };

interface Kept {
  readonly opened: Opened;
  readonly stamps: readonly string[];
  readonly day: string;
  readonly at: number;
}

/** Milliseconds after which what went wrong is tried again though nothing that is watched has changed. */
const again = 1_000;

const kept = new Map<string, Kept>();

/**
 * The analyzer of a place: one for each configuration, opened with the first file that needs it and opened anew when a
 * file that it was made of changes, or the day. Nothing is judged under a configuration that is not sound.
 */
export function analyzerFor(place: AnalyzerPlace): Opened {
  const key = JSON.stringify(place);
  const before = kept.get(key);
  if (before !== undefined && isFresh(before)) return before.opened;
  const opened = open(place);
  const { watched } = opened;
  kept.set(key, { opened, stamps: watched.map(stampOf), day: today(), at: Date.now() });
  return opened;
}

function isFresh({ opened, stamps, day, at }: Kept): boolean {
  if ("problem" in opened && Date.now() - at > again) return false;
  return day === today() && opened.watched.every((path, index) => stampOf(path) === stamps[index]);
}

function open(place: AnalyzerPlace): Opened {
  const { openAnalyzer, placesOf } = loadCore();
  try {
    return openAnalyzer(place);
  } catch (error) {
    if (!GuardError.isInstance(error)) throw error;
    const named = isConfigurationError(error) ? error.problems.map(({ file }) => resolve(place.cwd, file)) : [];
    return { problem: problemOf(error), watched: [...placesOf(place), ...named] };
  }
}

function problemOf(error: GuardError): string {
  if (!isConfigurationError(error)) return ended(`Nothing is judged here: ${error.message}`);
  return ended(`Nothing is judged until the configuration is right: ${error.problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join("; ")}`);
}

function ended(sentence: string): string {
  return /[.?!]$/u.test(sentence) ? sentence : `${sentence}.`;
}

function isConfigurationError(error: GuardError): error is ConfigurationError {
  return error.code === "invalid_configuration";
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
