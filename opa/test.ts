import { run } from "./run.ts";
import type { RegoSources } from "./sources.ts";

export interface TestOptions {
  /** Policies and their tests together. Files ending in `_test.rego` do not count towards coverage. */
  readonly sources: RegoSources;
  /** The base documents under `data`, an object. */
  readonly data?: unknown;
  /** For each test; 5 if not given. */
  readonly timeoutSeconds?: number | undefined;
  /** A regular expression, in Go's syntax, over names such as `data.cordon_test.test_denies`. */
  readonly run?: string | undefined;
  readonly capabilities?: unknown;
}

export interface TestResult {
  /** With its `data.` in front, as OPA prints it. */
  readonly package: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly passed: boolean;
  /** True for tests named `todo_test_…`, which are neither run nor passed. */
  readonly skipped: boolean;
  readonly error?: string;
  readonly durationMs: number;
  /** What the test printed. */
  readonly output?: string;
  /** The cases that failed, in a test such as `test_concat[case.note]` that holds several. */
  readonly failedCases?: readonly string[];
}

export interface FileCoverage {
  readonly covered: readonly number[];
  readonly notCovered: readonly number[];
  readonly percent: number;
}

export interface Coverage {
  readonly percent: number;
  readonly files: Readonly<Record<string, FileCoverage>>;
}

export interface TestReport {
  readonly results: readonly TestResult[];
  readonly coverage: Coverage;
}

/**
 * Runs the tests among the sources, in the order of files and lines. A failing test is a result, not an exception.
 *
 * @throws {OpaError} When the sources do not compile.
 */
export function testRego(options: TestOptions): Promise<TestReport> {
  return run<TestReport>("test", options);
}
