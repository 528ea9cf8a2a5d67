import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { createGuardFrom, type Guard } from "../src/guard/guard.ts";
import type { Decision } from "../src/model/decision.ts";
import { ConfigurationError, GuardError } from "../src/model/errors.ts";
import { openPolicy } from "../src/node/open-policy.ts";
import type { Case } from "./case-file.ts";

export interface CaseResult {
  readonly title: string;
  readonly file: string;
  readonly line: number;
  readonly seconds: number;
  /** What was expected and what came; left out when the case holds. */
  readonly failure?: string;
}

/** Decides on every case, each under its own configuration or else under the one in effect. */
export async function runCases(cases: readonly Case[], config: string | undefined, cwd: string): Promise<readonly CaseResult[]> {
  const guards = new Map<string, Promise<Guard>>();
  const results: CaseResult[] = [];
  for (const each of cases) {
    const { title, file, line, call, expect } = each;
    const key = JSON.stringify([typeof each.config === "string" ? resolve(cwd, dirname(file), each.config) : each.config]);
    if (!guards.has(key)) guards.set(key, guardFor(each, config, cwd));
    const guard = await guards.get(key)!;
    const start = performance.now();
    const failure = difference(guard.decide(call), expect);
    const seconds = (performance.now() - start) / 1000;
    results.push({ title, file, line, seconds, ...(failure !== undefined && { failure }) });
  }
  return results;
}

async function guardFor(each: Case, config: string | undefined, cwd: string): Promise<Guard> {
  const { config: own, file } = each;
  if (own === undefined) return createGuardFrom((await openPolicy({ config, cwd })).policy);
  if (typeof own === "string") {
    const path = resolve(cwd, dirname(file), own);
    if (!existsSync(path)) throw problemIn(each, [`its configuration \`${own}\` does not exist; it is looked for from the folder of this file`]);
    return createGuardFrom((await openPolicy({ config: path, cwd })).policy);
  }
  // The reader takes a file, so that every complaint has a place; JSON is YAML.
  const folder = mkdtempSync(join(tmpdir(), "cordon-case-"));
  try {
    writeFileSync(join(folder, "cordon.yaml"), JSON.stringify({ version: 1, ...own }, null, 1));
    return createGuardFrom((await openPolicy({ config: join(folder, "cordon.yaml"), cwd })).policy);
  } catch (error) {
    // That file is gone when somebody looks for it.
    if (!GuardError.isInstance(error) || error.code !== "invalid_configuration") throw error;
    throw problemIn(each, (error as ConfigurationError).problems.map(({ message }) => `in its \`config\`, ${message}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function problemIn({ file, line }: Case, messages: readonly string[]): ConfigurationError {
  return new ConfigurationError(messages.map((message) => ({ file, line, column: 1, message })));
}

function difference(decision: Decision, expect: Case["expect"]): string | undefined {
  const found = {
    effect: decision.effect,
    ...(expect.reasons && { reasons: [...new Set(decision.reasons.map(({ code }) => code))].sort() }),
    ...(expect.amendments && { amendments: sorted(decision.amendments) }),
  };
  const wanted = {
    effect: expect.effect,
    ...(expect.reasons && { reasons: [...new Set(expect.reasons)].sort() }),
    ...(expect.amendments && { amendments: sorted(expect.amendments) }),
  };
  return isDeepStrictEqual(found, wanted) ? undefined : `expected ${JSON.stringify(wanted)}\nfound    ${JSON.stringify(found)}`;
}

function sorted(amendments: Decision["amendments"]): readonly unknown[] {
  return amendments
    .map(({ control, value }) => ({ control, value: Array.isArray(value) ? [...value].sort() : value }))
    .sort((one, other) => (one.control < other.control ? -1 : 1));
}
