import { escaped } from "./markup.ts";

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

export interface JunitCase {
  readonly name: string;
  readonly file: string;
  readonly seconds: number;
  /** Why it failed; left out when it passed. */
  readonly failure?: string | undefined;
  readonly skipped?: boolean | undefined;
}

/** Test results in the XML that CI systems read. */
export function junit(suites: readonly JunitSuite[]): string {
  const inner = suites.map(({ name, cases }) => `  <testsuite name="${escaped(name)}" ${counts(cases)}>\n${cases.map((each) => caseXml(name, each)).join("")}  </testsuite>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cordon" ${counts(suites.flatMap(({ cases }) => cases))}>\n${inner.join("")}</testsuites>\n`;
}

function counts(cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const skipped = cases.filter((each) => each.skipped === true).length;
  const seconds = cases.reduce((sum, each) => sum + each.seconds, 0);
  return `tests="${cases.length}" failures="${failures}" skipped="${skipped}" time="${seconds.toFixed(3)}"`;
}

function caseXml(suite: string, { name, file, seconds, failure, skipped }: JunitCase): string {
  const start = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}" file="${escaped(file)}" time="${seconds.toFixed(3)}"`;
  if (failure !== undefined) return `${start}>\n      <failure message="${escaped(failure.split("\n")[0]!)}">${escaped(failure)}</failure>\n    </testcase>\n`;
  return skipped === true ? `${start}><skipped/></testcase>\n` : `${start}/>\n`;
}
