import { relative } from "node:path";
import type { ts } from "ts-morph";
import type { Guard } from "../src/guard/guard.ts";
import type { Call } from "../src/model/call.ts";
import { accepted } from "./accepted.ts";
import { loadCompiler } from "./compiler.ts";
import { edited } from "./edits.ts";
import { callsOf } from "./facts/call-sites.ts";
import { categoriesOfContext, categoriesOfPath, categoriesOfTags, type PathCategory } from "./facts/categories.ts";
import { createEvaluator } from "./facts/evaluate.ts";
import type { Family } from "./facts/site.ts";
import { mayCallModel } from "./filter.ts";
import { judge, type JudgedCall, type TypedCategories } from "./judge.ts";
import type { Module, ModuleStore } from "./module.ts";
import { createNaming, findingId, siteOf, type CallName } from "./naming.ts";
import type { Objection, Rule, RuleContext } from "./report.ts";
import { ruleNames, type Analysis, type AnalysisRequest, type Analyzer, type CallSite, type Edit, type Finding, type Suggestion } from "./rule.ts";
import { agreeing, harmless, type Trial } from "./settling.ts";
import type { ConfiguredWaiver } from "./waivers.ts";

export interface AnalyzerOptions {
  /** The folder that sites are named from. */
  readonly root: string;
  /** The policy, loaded when the first call is found. */
  readonly guard: () => Pick<Guard, "decide" | "catalog">;
  readonly paths: readonly PathCategory[];
  readonly waivers: readonly ConfiguredWaiver[];
  /** For sentences: `the baseline`. */
  readonly profile: string;
  /** The names of the taxonomy's categories. */
  readonly taxonomy: readonly string[];
  readonly defaults: readonly string[];
  readonly fingerprint: string;
  /** Today, as an ISO date. */
  readonly today: () => string;
  readonly store: () => ModuleStore;
  readonly types: (store: ModuleStore) => (content: readonly ts.Expression[], module: Module) => TypedCategories;
  readonly families: readonly Family[];
  readonly rules: readonly Rule[];
  /** Told of a mistake of the analysis itself; by default a warning of the process. The file is left alone. */
  readonly onTrouble?: (error: unknown, file: string) => void;
}

interface NamedCall {
  readonly name: CallName;
  readonly node: ts.Node;
  readonly judgement: () => JudgedCall;
}

const nothing: Analysis = { findings: [], calls: [], dependencies: [] };
const verdicts: AnalysisRequest["rules"] = new Map(ruleNames.slice(0, 3).map((name) => [name, {}]));

/** The analysis with everything that it is made of; hosts use `createAnalyzer` of `index.ts`. */
export function assembleAnalyzer(options: AnalyzerOptions): Analyzer {
  let store: ModuleStore | undefined;
  let types: ReturnType<AnalyzerOptions["types"]> | undefined;
  // Looking at what an edit leaves opens other texts than the one that is linted.
  let triedTexts = 0;
  const analyzer: Analyzer = {
    fingerprint: options.fingerprint,
    begin: () => store?.begin(),
    analyze(request) {
      if (!mayCallModel(request.text, request.file)) return nothing;
      loadCompiler();
      if (store === undefined) {
        store = options.store();
        store.begin();
        types = options.types(store);
      }
      try {
        return analyzed(request, store, types!, 0);
      } catch (error) {
        (options.onTrouble ?? warn)(error, relative(options.root, request.file));
        return nothing;
      }
    },
  };
  return analyzer;

  function analyzed(request: AnalysisRequest, modules: ModuleStore, typesOf: NonNullable<typeof types>, depth: number): Analysis {
    const module = modules.open(request.file, request.text);
    if (module === undefined) return nothing;
    const guard = options.guard();
    const found = namedCalls(module, modules, typesOf);
    // A waiver or a disable comment may have outlived its call.
    if (found.length === 0 && !/\bcordon-waive\b|\beslint-disable/u.test(request.text)) return { ...nothing, dependencies: [...modules.dependencies] };

    const findings: Finding[] = [];
    const nodes = new Map<Finding, ts.Node>();
    const calls: CallSite[] = [];
    for (const { name, node, judgement } of found) {
      const judged = judgement();
      calls.push(callSite(judged, name));
      for (const rule of options.rules) {
        const ruleOptions = request.rules.get(rule.name);
        if (ruleOptions === undefined) continue;
        const context: RuleContext = { options: ruleOptions, profile: options.profile, taxonomy: options.taxonomy, decide: (other) => guard.decide(other) };
        for (const objection of rule.check(judged, context)) {
          const made = finding(rule, objection, name);
          findings.push(made);
          nodes.set(made, node);
        }
      }
    }
    const dependencies = new Set(modules.dependencies);
    let whole: readonly Finding[] = findings;
    if (depth === 0) {
      triedTexts = 0;
      const idsAfter = createTrial(request, modules, typesOf);
      whole = findings.map((each) => {
        const node = nodes.get(each)!;
        const beside = findings.filter((other) => other.rule === "no-ineffective-control" && other.fixable && nodes.get(other) === node);
        return agreeing(harmless(completed(each, request, modules, typesOf), node, idsAfter), beside, idsAfter);
      });
      if (triedTexts > 0) modules.open(request.file, request.text);
    }
    const siteAt = (offset: number): string => siteOf(module, options.root, nodeAt(module.source, offset));
    const settled = accepted(whole, { module, waivers: options.waivers, rules: request.rules, today: options.today(), siteAt, request });
    return { findings: settled.findings, suppressed: settled.suppressed, calls, dependencies: [...dependencies] };
  }

  /** The calls of models in a module under their names, each judged when it is asked for. */
  function namedCalls(module: Module, modules: ModuleStore, typesOf: NonNullable<typeof types>): readonly NamedCall[] {
    const evaluator = createEvaluator(modules);
    const guard = options.guard();
    const byPath = categoriesOfPath(module.file, options.paths);
    const naming = createNaming(module, options.root);
    return callsOf(module, evaluator, options.families, { catalog: guard.catalog, evaluate: evaluator.evaluate, linted: module }).map((call) => ({
      name: naming(call),
      node: call.node,
      judgement() {
        const stated = [...byPath, ...categoriesOfTags(call.node, module), ...categoriesOfContext(call.node, module, evaluator)];
        return judge(call, { guard, stated, types: (content) => typesOf(content, module), evaluate: evaluator.evaluate });
      },
    }));
  }

  /** A suggestion for a call that needs several controls: one after the other, until nothing is left to add. */
  function completed(each: Finding, request: AnalysisRequest, modules: ModuleStore, typesOf: NonNullable<typeof types>): Finding {
    const { decision, rule } = each;
    if (rule !== "require-controls" || decision === null || decision.amendments.length < 2 || each.suggestions.length > 0 || each.messageId !== "missing") return each;
    let text = request.text;
    for (let round = 0; round < decision.amendments.length + 1; round++) {
      const step = singleStep(text, request, modules, typesOf, each.id);
      if (step === undefined) return each;
      if (step === "done") return round === 0 ? each : { ...each, suggestions: [{ message: each.message.split("; asked by")[0]!, edits: [difference(request.text, text)] } satisfies Suggestion], fixable: true };
      text = edited(text, step);
    }
    return each;
  }

  /** Which findings there are once edits are made; each text is looked at once. */
  function createTrial(request: AnalysisRequest, modules: ModuleStore, typesOf: NonNullable<typeof types>): Trial {
    const tried = new Map<string, ReadonlySet<string>>();
    return (edits) => {
      const text = edited(request.text, edits);
      const known = tried.get(text);
      if (known !== undefined) return known;
      triedTexts += 1;
      const { findings, suppressed = [] } = analyzed({ ...request, text, rules: verdicts }, modules, typesOf, 1);
      const ids = new Set([...findings, ...suppressed.map(({ finding }) => finding)].map(({ id }) => id));
      tried.set(text, ids);
      return ids;
    };
  }

  /** The edits for the first control that a call still lacks. */
  function singleStep(text: string, request: AnalysisRequest, modules: ModuleStore, typesOf: NonNullable<typeof types>, id: string): readonly Edit[] | "done" | undefined {
    triedTexts += 1;
    const module = modules.open(request.file, text);
    if (module === undefined) return undefined;
    const judged = namedCalls(module, modules, typesOf).find(({ name }) => findingId("require-controls", name.id) === id)?.judgement();
    if (judged === undefined) return undefined;
    const lacking = judged.outcomes.find((outcome) => outcome.decision?.effect === "amend");
    const [amendment] = lacking?.decision?.amendments ?? [];
    if (lacking === undefined || amendment === undefined) return judged.outcomes.some(({ decision }) => decision?.effect === "deny") ? undefined : "done";
    const placement = lacking.request.place(amendment);
    return placement?.edits === undefined || placement.edits.length === 0 || placement.flips ? undefined : placement.edits;
  }

  function callSite({ found, sdk, outcomes }: JudgedCall, name: CallName): CallSite {
    // Of several outcomes the one that fares worst stands for the call.
    const worst = [...outcomes].sort((one, other) => harshness(other.decision?.effect) - harshness(one.decision?.effect))[0];
    const facts: Partial<Call> = worst?.request.facts ?? {};
    const stated = (worst?.categories ?? []).flatMap(({ category, from }) => (typeof category === "string" ? [{ category, from }] : []));
    const isUnseen = (fact: string): boolean => worst?.request.unseen.some((each) => each.fact === fact) === true;
    const isDefault = stated.length === 0 && worst?.complete === true;
    return {
      id: name.id,
      site: name.site,
      start: name.start,
      end: name.end,
      callee: name.callee,
      sdk,
      endpoint: facts.endpoint ?? null,
      gateway: isUnseen("gateway") ? null : facts.gateway || null,
      model: facts.model ?? null,
      categories: isDefault ? options.defaults.map((category) => ({ category, from: "default" as const })) : distinct(stated),
      controls: isUnseen("controls") ? [] : Object.entries(facts.controls ?? {}).filter(([, value]) => value !== false && value !== undefined).map(([control, value]) => (value === true ? control : `${control}: ${value}`)),
      guarded: worst?.request.guarded ?? "unknown",
      decision: worst?.decision ?? null,
      unknown: worst === undefined ? ["one of too many outcomes"] : worst.doubts.map(({ about, value }) => (value === undefined ? about : `${about}: ${value.why}`)),
    };
  }

  function finding(rule: Rule, objection: Objection, name: CallName): Finding {
    return { related: [], suggestions: [], fixable: false, ...objection, rule: rule.name, start: name.start, end: name.end, site: name.site, id: findingId(rule.name, name.id) };
  }
}

/** Where an error came from says enough; what stands in the file is nobody's business. */
function warn(error: unknown, file: string): void {
  const { name, stack = "" } = error as Error;
  const place = /\brules\/[\w./-]+:\d+/u.exec(stack)?.[0] ?? "an unknown place";
  process.emitWarning(`\`${file}\` was left alone, because the analysis stumbled over it (${name} at ${place}); this is worth a report`, "CordonWarning");
}

function nodeAt(source: ts.SourceFile, offset: number): ts.Node {
  let here: ts.Node = source;
  for (;;) {
    const inner: ts.Node | undefined = here.getChildCount === undefined ? undefined : childAt(here, offset);
    if (inner === undefined) return here;
    here = inner;
  }
}

function childAt(node: ts.Node, offset: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  node.forEachChild((child) => {
    if (found === undefined && child.pos <= offset && offset < child.end) found = child;
  });
  return found;
}

/** One edit for the difference between two texts. */
function difference(before: string, after: string): Edit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, end: before.length - end, text: after.slice(start, after.length - end) };
}

function harshness(effect: string | undefined): number {
  return ["allow", "amend", "deny"].indexOf(effect ?? "");
}

function distinct<Each>(list: readonly Each[]): readonly Each[] {
  return [...new Map(list.map((each) => [JSON.stringify(each), each])).values()];
}

