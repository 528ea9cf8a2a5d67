import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { loadCompiler, compiler } from "../../../rules/compiler.ts";
import { namesOf, type Outcome } from "../../../rules/judge.ts";
import type { Call } from "../../../src/model/call.ts";
import { type Fixture, readFixtures } from "../fixtures.ts";
import { bundle } from "./bundle.ts";
import { instrumented, scriptOf } from "./instrumented.ts";
import { type Generation, generations, packagesOf, required } from "./packages.ts";
import { type Executed, run, type Runtime, type Seam } from "./runtime.ts";
import { type Site, sitesOf } from "./sites.ts";

/** How a fixture was run. */
export interface Setting {
  readonly generation: Generation;
  readonly seam: Seam;
}

/** A request that was made and does not fit what the linter says of its call. */
export interface Difference {
  readonly site: string;
  readonly setting: string;
  /** `effect`: another decision; `facts`: the same decision for other reasons; `unseen`: no call for the linter; `finding`: one that the guard does not share. */
  readonly kind: "effect" | "facts" | "unseen" | "finding";
  readonly lint: string;
  readonly guard: string;
}

export interface Comparison {
  readonly fixture: string;
  readonly sites: readonly Site[];
  /** Sites that were reached, with how often. */
  readonly reached: ReadonlyMap<string, number>;
  /** How many requests were held against what the linter says. */
  readonly compared: number;
  readonly differences: readonly Difference[];
  readonly missing: readonly string[];
  readonly troubles: readonly string[];
}

loadCompiler();
const fixtures = readFixtures();
const sites = new Map<string, readonly Site[]>();
const texts = new Map<string, string>();
const globals = globalThis as Record<string, unknown>;

/** Every source file with its marks of sites, made once. */
function prepare(): void {
  if (texts.size > 0) return;
  for (const fixture of fixtures) sites.set(fixture.name, sitesOf(fixture));
  const read = (file: string): ReturnType<typeof compiler.createSourceFile> | undefined => {
    const found = fixtures.find((fixture) => fixture.file.replace(/\.\w+$/u, "") === file.replace(/\.\w+$/u, ""));
    return found && compiler.createSourceFile(found.file, found.text, compiler.ScriptTarget.Latest, true);
  };
  for (const { name, file, text } of fixtures) texts.set(file, instrumented(file, scriptOf(file, text), sites.get(name)!, read));
}

/** Runs a fixture with every version of the packages that it fits, and holds what leaves against what the linter says. */
export async function compare(fixture: Fixture): Promise<Comparison> {
  prepare();
  const own = sites.get(fixture.name)!;
  const byName = new Map([...sites.values()].flat().map((site) => [site.name, site]));
  const reached = new Map<string, number>();
  const differences: Difference[] = [];
  const missing = new Set<string>();
  const troubles = new Set<string>();
  let compared = 0;
  for (const setting of settingsOf(fixture)) {
    const said = `${setting.generation}, ${setting.seam}`;
    const packages = await packagesOf(setting.generation, () => globals["__lint"] as Runtime);
    globals["__packages"] = packages;
    globals["__required"] = (name: string) => required(name, packages.get(name) ?? {});
    let code: string;
    try {
      const made = await bundle({ file: fixture.file, texts, packages });
      code = made.code;
      for (const name of made.missing) missing.add(name);
    } catch (error) {
      troubles.add(`${said}: ${String(error).split("\n").slice(0, 3).join(" ")}`);
      continue;
    }
    const result = await run({
      file: fixture.file,
      folder: fixture.folder,
      seam: setting.seam,
      replayed: (name) => (setting.seam === "model" ? [] : replayed(byName.get(name))),
      load: () => import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(`${code}\n// ${said}`).toString("base64")}`) as Promise<Record<string, unknown>>,
    });
    for (const trouble of result.troubles) troubles.add(`${said}: ${trouble.split("\n")[0]}`);
    for (const executed of result.executed) {
      const site = executed.site === undefined ? undefined : byName.get(executed.site);
      if (site === undefined) {
        differences.push({ site: fixture.name, setting: said, kind: "unseen", lint: "no call", guard: told(executed) });
        continue;
      }
      reached.set(site.name, (reached.get(site.name) ?? 0) + 1);
      if (site.isComplete) compared += 1;
      const difference = differenceOf(site, executed);
      if (difference !== undefined) differences.push({ site: site.name, setting: said, ...difference });
    }
  }
  return { fixture: fixture.name, sites: own, reached, compared, differences, missing: [...missing], troubles: [...troubles] };
}

function settingsOf({ file }: Fixture): readonly Setting[] {
  const isAiSdk = /["'](?:ai|@ai-sdk\/[\w-]+|@openrouter\/ai-sdk-provider|cordon\/ai-sdk)["']|from ["']\./u.test(readFileSync(file, "utf8"));
  if (!isAiSdk) return [{ generation: "ai 7", seam: "fetch" }];
  return (Object.keys(generations) as Generation[]).flatMap((generation) => [{ generation, seam: "fetch" } as const, { generation, seam: "model" } as const]);
}

/** Categories among the options, which the SDK takes off before a guard at the network could see them. */
function replayed(site: Site | undefined): readonly string[] {
  const all = (site?.outcomes ?? []).map(({ categories }) => categories.flatMap(({ category, from }) => (from === "options" && typeof category === "string" ? [category] : [])));
  return all.every((each) => isDeepStrictEqual(each, all[0])) ? (all[0] ?? []) : [];
}

function differenceOf({ outcomes, isComplete }: Site, executed: Executed): Pick<Difference, "kind" | "lint" | "guard"> | undefined {
  const complete = outcomes.filter(({ doubts, decision }) => doubts.length === 0 && decision !== null);
  const same = complete.filter((outcome) => isSameDecision(outcome, executed));
  if (same.some((outcome) => isDeepStrictEqual(comparable(outcome.request.facts), comparable(executed.call)))) return undefined;
  if (complete.length === outcomes.length && isComplete) {
    const kind = same.length > 0 ? "facts" : "effect";
    const near = same.length > 0 ? same : complete;
    return { kind, lint: near.map(toldOutcome).join(" | "), guard: told(executed) };
  }
  // Where something is not seen, a finding has to hold whatever it is.
  const found = outcomes.length > 0 && outcomes.every(({ decision }) => decision !== null && decision.effect !== "allow");
  return found && executed.decision.effect === "allow" ? { kind: "finding", lint: outcomes.map(toldOutcome).join(" | "), guard: told(executed) } : undefined;
}

function isSameDecision({ decision }: Outcome, executed: Executed): boolean {
  return decision?.effect === executed.decision.effect && isDeepStrictEqual(decision.amendments, executed.decision.amendments);
}

function comparable({ categories: _, now: __, ...facts }: Partial<Call>): unknown {
  return JSON.parse(JSON.stringify(facts));
}

function told({ call, decision }: Pick<Executed, "call" | "decision">): string {
  return `${decision.effect} ${JSON.stringify(decision.amendments.map(({ control }) => control))} [${call.categories.join(",")}] ${JSON.stringify(comparable(call))}`;
}

function toldOutcome({ request, categories, decision, doubts }: Outcome): string {
  const doubt = doubts.length === 0 ? "" : ` (unseen: ${doubts.map(({ about }) => about).join(", ")})`;
  return `${decision?.effect ?? "?"} ${JSON.stringify(decision?.amendments.map(({ control }) => control) ?? [])} [${namesOf(categories).join(",")}] ${JSON.stringify(comparable(request.facts))}${doubt}`;
}
