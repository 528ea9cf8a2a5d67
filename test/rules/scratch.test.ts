import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { it } from "vitest";
import { assembleAnalyzer } from "../../rules/analyzer.ts";
import { aiSdk } from "../../rules/ai-sdk/index.ts";
import { frameworks } from "../../rules/frameworks/index.ts";
import { http } from "../../rules/http/index.ts";
import { isKnownPackage } from "../../rules/entry-points/packages.ts";
import { createModuleStore } from "../../rules/project.ts";
import { rules } from "../../rules/table.ts";
import { createGuardFrom } from "../../src/guard/guard.ts";
import { openPolicy } from "../../src/node/open-policy.ts";

const root = join(import.meta.dirname, "../fixtures/lint");
const only = process.env["ONLY"];

it("scratch", async () => {
  const clientsFile = join(import.meta.dirname, "../../rules/clients/index.ts");
  const clients = existsSync(clientsFile) ? [(await import(clientsFile)).clients] : [];
  const typesFile = join(import.meta.dirname, "../../rules/types/index.ts");
  const types = existsSync(typesFile) ? (await import(typesFile)).createIsland : () => () => ({ categories: [], decided: true });
  let good = 0, bad = 0;
  const lines: string[] = [];
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((f) => /\.(?:[cm]?[jt]sx?|vue|svelte)$/u.test(f)).sort();
  const opened = new Map<string, Awaited<ReturnType<typeof openPolicy>>>();
  for (const name of files) {
    if (only !== undefined && !name.includes(only)) continue;
    const file = join(root, name);
    const folder = dirname(file);
    let here = folder;
    while (!existsSync(join(here, "cordon.yaml")) && here !== root) here = dirname(here);
    const config = existsSync(join(here, "cordon.yaml")) ? join(here, "cordon.yaml") : undefined;
    const key = config ?? "none";
    if (!opened.has(key)) opened.set(key, await openPolicy(config === undefined ? { cwd: "/" } : { config }));
    const { policy, configuration } = opened.get(key)!;
    const analyzer = assembleAnalyzer({
      root: config === undefined ? root : here, guard: () => createGuardFrom(policy), paths: configuration!.paths, waivers: configuration!.waivers as never, profile: "the baseline",
      taxonomy: Object.keys(configuration!.organisation.taxonomy.categories), defaults: configuration!.organisation.taxonomy.defaults ?? [], fingerprint: "x", today: () => "2026-11-21",
      store: () => createModuleStore({ root, isExternal: isKnownPackage }), types: types as never, onTrouble: (error) => { throw error; }, families: [aiSdk, ...clients, frameworks, http], rules,
    });
    analyzer.begin();
    const text = readFileSync(file, "utf8");
    const all = /(?:^|\/)(require-category|no-unguarded-call)(?:\/|$)/u.exec(name) !== null;
    const names = all ? rules.map(({ name }) => name) : (["require-controls", "no-denied-call", "no-ineffective-control"] as const);
    let found: string[] = [];
    let details: string[] = [];
    try {
      const result = analyzer.analyze({ file, text, rules: new Map(names.map((each) => [each, {}])) });
      found = result.findings.map((f) => `${text.slice(0, f.start).split("\n").length}:${f.rule}`).sort();
      details = result.findings.map((f) => `      ${text.slice(0, f.start).split("\n").length} ${f.rule}/${f.messageId}: ${f.message}`).concat(process.env["CALLS"] ? result.calls.map((c) => `      call ${text.slice(0, c.start).split("\n").length} ${c.callee} ${c.sdk} ${c.gateway} ${c.model} [${c.categories.map((x) => x.category)}] ${c.decision?.effect} ${c.guarded} unknown=${c.unknown}`) : []);
    } catch (error) {
      details = [`      THROWN ${(error as Error).stack}`];
      found = ["thrown"];
    }
    const expected = text.split("\n").flatMap((line, index) => (/expect: ([\w, -]+)/u.exec(line)?.[1] ?? "").split(",").map((each) => each.trim().split(/\s/u)[0]!).filter((each) => each !== "").map((rule) => `${index + 1}:${rule}`)).sort();
    const uniq = [...new Set(found)];
    if (JSON.stringify(uniq) === JSON.stringify(expected)) { good++; if (only !== undefined) lines.push(`ok ${name}`, ...details); continue; }
    bad++;
    lines.push(`BAD ${relative(root, file)}`, `   missing ${expected.filter((e) => !uniq.includes(e)).join(" ")}`, `   extra   ${uniq.filter((e) => !expected.includes(e)).join(" ")}`, ...details);
  }
  writeFileSync("/tmp/scratch.txt", `${good} good, ${bad} bad\n${lines.join("\n")}\n`);
}, 600_000);
