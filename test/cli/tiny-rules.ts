import { accepted } from "../../rules/accepted.ts";
import { loadCompiler } from "../../rules/compiler.ts";
import { createModuleStore } from "../../rules/project.ts";
import type { Analyzer, CallSite, Finding } from "../../rules/rule.ts";
import { checkWith, type CheckOptions } from "../../cli/check.ts";
import type { RulesOptions } from "../../cli/check/analysis-rules.ts";
import type { Rules } from "../../cli/check/look.ts";
import { usualWidth } from "../../cli/terminal.ts";
import { plain } from "../../src/report/paint.ts";
import { loadConfiguration } from "../../src/node/configuration/load.ts";
import type { Ran } from "./run-command.ts";

/** How often the rules were opened, and what was analysed. */
export interface Seen {
  opened: number;
  readonly analysed: string[];
}

/**
 * Rules that stand in for the real ones where only the command is tested: each `ask({ … })` is a call, which has to say
 * `zdr: true`; `ask({ …options })` wants it in `options.ts` beside, and `warn({ … })` is a warning.
 */
export function tinyRules(seen: Seen = { opened: 0, analysed: [] }): (options: RulesOptions) => Rules {
  return ({ cwd, config, today }) => ({
    mayCallModel: (text) => /\b(?:ask|warn|crash)\(/u.test(text) || text.includes("cordon"),
    open: () => {
      seen.opened += 1;
      return Promise.resolve(tinyAnalyzer(cwd, config, today, seen));
    },
  });
}

function tinyAnalyzer(cwd: string, config: string | undefined, today: string, seen: Seen): Analyzer {
  loadCompiler();
  const store = createModuleStore({ root: cwd });
  const { waivers } = loadConfiguration({ file: config, cwd, today });
  return {
    fingerprint: "tiny",
    begin: () => store.begin(),
    analyze({ file, text, rules, ...request }) {
      seen.analysed.push(file);
      if (text.includes("crash(")) throw new Error("what a pity");
      const module = store.open(file, text);
      if (module === undefined) return { findings: [], calls: [], dependencies: [] };
      const shown = file.slice(cwd.length + 1);
      const calls = [...text.matchAll(/(?<![.\w])(ask|warn)\((\{[^}]*\})?/gu)].map(({ index, 1: callee = "", 2: options = "" }, number): CallSite & { readonly options: string } => ({
        id: `${shown}-${number}`,
        site: `${shown}#run`,
        start: index,
        end: index + callee.length,
        callee,
        sdk: "tiny",
        endpoint: "language",
        gateway: "vercel",
        model: null,
        categories: [{ category: "pii", from: "tag" }],
        controls: options.includes("zdr: true") ? ["zeroRetention"] : [],
        guarded: "no",
        decision: null,
        unknown: [],
        options,
      }));
      const findings = calls.flatMap(({ id, site, start, end, callee, options }): Finding[] => {
        const rule = callee === "ask" ? "require-controls" : "require-category";
        if (!rules.has(rule) || options.includes("zdr: true")) return [];
        const shared = options.includes("...options");
        const other = `${file.slice(0, file.lastIndexOf("/"))}/options.ts`;
        const saved = shared ? store.resolve(module, "./options.ts") : undefined;
        if (saved?.kind === "module" && saved.module.text.includes("zdr: true")) return [];
        const insert = (at: number) => ({ start: at, end: at, text: " zdr: true," });
        return [
          {
            rule,
            messageId: "missing",
            message: "Something may not be kept: add `zdr: true`.",
            start,
            end,
            related: saved?.kind === "module" ? [{ file: other, start: 0, end: 6, message: "the options are made here" }] : [],
            suggestions: shared ? [{ message: "Add it there", edits: [] }] : [{ message: "Add `zdr: true`", edits: [insert(end + 2)] }],
            ...(saved?.kind === "module" ? { elsewhere: [{ file: other, edits: [insert(saved.module.text.indexOf("{") + 1)] }] } : {}),
            fixable: options !== "" && !options.includes("zdr: false"),
            decision: null,
            site,
            id,
          },
        ];
      });
      return { calls, dependencies: [], ...accepted(findings, { module, waivers, rules, today, siteAt: () => shown, request }) };
    },
  };
}

/** Runs the command over the tiny rules; what the command line would make of options is given as it is. */
export async function runTiny(cwd: string, options: Partial<CheckOptions> = {}, { paths = [], seen, live = false }: { readonly paths?: readonly string[]; readonly seen?: Seen; readonly live?: boolean } = {}): Promise<Ran> {
  const out: string[] = [];
  const complaints: string[] = [];
  const terminal = { stdin: Object.assign((async function* () {})(), { isTTY: false }), write: async (text: string) => void out.push(text), complain: (text: string) => void complaints.push(text), paint: plain, width: usualWidth, interactive: false, live, cwd };
  const code = await checkWith(tinyRules(seen))({ format: "text", now: "2026-11-21", ...options }, terminal, paths);
  return { code, out: out.join(""), complaints: complaints.join("") };
}
