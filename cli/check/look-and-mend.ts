import { readFileSync } from "node:fs";
import type { AnalysisRequest, Analyzer, Finding } from "../../rules/rule.ts";
import { difference } from "../../src/report/difference.ts";
import type { Terminal } from "../terminal.ts";
import { lookAt, type Looked, type Rules } from "./look.ts";
import { mendElsewhere } from "./mend-elsewhere.ts";
import { isMendable, mend } from "./mend.ts";
import { pathFrom, withoutMark } from "./places.ts";
import { progressOn } from "./progress.ts";
import { openSource } from "./source-text.ts";

export interface LookAndMendOptions {
  readonly rules: Rules;
  readonly terminal: Terminal;
  readonly request: Omit<AnalysisRequest, "file" | "text">;
  /** `show` makes a difference and leaves the files as they are. */
  readonly mending: "off" | "show" | "write";
  /** Whether a finding may be mended. */
  readonly may: (finding: Finding) => boolean;
  /** What could not be done, and why. */
  readonly failed: (message: string) => void;
}

export interface LookAndMendOutcome {
  /** In order; files that cannot call a model are left out. */
  readonly looked: readonly Looked[];
  readonly fixed: number;
  /** Between the files as they are and as they would be mended; empty unless it was to be shown. */
  readonly difference: string;
}

/** What is mended in one file can show in another; more rounds than these only a circle needs. */
const mostRounds = 5;

/** Looks at files, and mends what is certain where that is asked for. */
export async function lookAndMend(files: readonly string[], { rules, terminal, request, mending, may, failed }: LookAndMendOptions): Promise<LookAndMendOutcome> {
  const progress = progressOn(terminal, files.length);
  const looked = new Map<string, Looked>();
  const texts = new Map<string, { readonly before: string; readonly after: string }>();
  const shown = (file: string): string => pathFrom(terminal.cwd, file);
  let written = new Set<string>();
  let found = 0;
  let fixed = 0;

  function mended(each: Looked, analyzer: Analyzer): Looked {
    if (mending === "off" || !each.analysis.findings.some((finding) => isMendable(finding) && may(finding))) return each;
    const { file } = each;
    const source = openSource(file, shown(file));
    if (source === undefined) {
      failed(`\`${shown(file)}\` is not fixed, because it is not UTF-8 text; save it as UTF-8`);
      return each;
    }
    const { text, analysis, fixed: here } = mend(source.text, (changed) => analyzer.analyze({ ...request, file, text: changed }), may);
    if (text === source.text) return each;
    texts.set(file, { before: source.text, after: text });
    if (mending === "show") return each;
    source.write(text);
    written.add(file);
    fixed += here;
    return { file, text, analysis };
  }

  /** Looks again at what may have changed by what was written. */
  function refresh(analyzer: Analyzer): void {
    analyzer.begin();
    for (const [file, { analysis: before }] of looked) {
      if (before.findings.length === 0 && !written.has(file)) continue;
      const text = withoutMark(readFileSync(file, "utf8"));
      const analysis = analyzer.analyze({ ...request, file, text });
      fixed += Math.max(0, before.findings.length - analysis.findings.length);
      looked.set(file, { file, text, analysis });
    }
    written = new Set();
  }

  try {
    const analyzer = await lookAt(files, {
      rules,
      cwd: terminal.cwd,
      request,
      failed,
      step: (done) => progress.step(done, found),
      looked: (each, used) => {
        const kept = mended(each, used);
        found += kept.analysis.findings.length;
        looked.set(each.file, kept);
      },
    });
    for (let round = 0; analyzer !== undefined && mending !== "off" && round < mostRounds; round++) {
      if (written.size > 0) refresh(analyzer);
      const others = mendElsewhere([...looked.values()].flatMap(({ analysis }) => analysis.findings).filter(may), shown);
      for (const { file, before, after, write } of others) {
        if (mending === "write") {
          write();
          written.add(file);
        } else if (!texts.has(file)) texts.set(file, { before, after });
      }
      if (written.size === 0) break;
    }
    if (analyzer !== undefined && written.size > 0) refresh(analyzer);
  } finally {
    progress.end();
  }
  const differences = mending === "show" ? [...texts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([file, { before, after }]) => difference(shown(file), before, after)) : [];
  return { looked: [...looked.values()], fixed, difference: differences.join("") };
}
