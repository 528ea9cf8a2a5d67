import { langChainAgents, langChainModels, langChainPackages, langChainProviders, langChainWrappers, type LangChainModel } from "../entry-points/frameworks.ts";
import type { Choose } from "../facts/explore.ts";
import { property } from "../facts/read.ts";
import { absent, argument, known, type ObjectValue, type Result, type Value } from "../facts/values.ts";

/** A model of LangChain, and how it was made. */
export interface LangChainConstruction {
  readonly row: LangChainModel;
  readonly construction: Result;
  /** The settings of its constructor; `undefined` where it is made elsewhere. */
  readonly settings: Value | undefined;
}

const deepest = 8;

/** The model behind a value: itself, or the one in a chain, or the one that an agent was made with. */
export function modelIn(of: Value, depth = deepest): LangChainConstruction | undefined {
  if (of.kind === "choice") return firstOf(of.options.map((option) => () => modelIn(option.value(), depth)));
  if (of.kind === "list") return firstOf(of.items.map(({ value }) => () => modelIn(value.value(), depth)));
  if (of.kind !== "result" || depth === 0) return undefined;
  const { callee } = of;
  if (callee.kind === "external") return constructed(of, callee.module, callee.path) ?? heldBy(of, callee.module, callee.path, depth - 1);
  if (callee.kind !== "member" || callee.of.kind !== "result" || !langChainWrappers.has(callee.name)) return undefined;
  return modelIn(callee.of, depth - 1) ?? (callee.name === "pipe" ? chatModelIn(argument(of.args, 0), depth - 1) : undefined);
}

/** `new ChatOpenAI({…})`, `initChatModel("openai:gpt-5")`. */
function constructed(of: Result, module: string, path: readonly string[]): LangChainConstruction | undefined {
  const name = path.join(".");
  if (isOfLangChain(module) && name === "initChatModel" && of.args !== undefined) return named(of, argument(of.args, 0), argument(of.args, 1));
  const row = of.isNew ? langChainModels.find(({ packages, exports }) => packages.includes(module) && exports.includes(name)) : undefined;
  return row === undefined ? undefined : { row, construction: of, settings: of.args === undefined ? undefined : (of.args[0]?.value.value() ?? absent) };
}

/** What holds a model of its own: agents by the option that names it, other chains of LangChain's packages by what they are made of. */
function heldBy(of: Result, module: string, path: readonly string[], depth: number): LangChainConstruction | undefined {
  if (of.args === undefined || !isOfLangChain(module)) return undefined;
  const option = Object.hasOwn(langChainAgents, path.join(".")) ? langChainAgents[path.join(".")] : undefined;
  const settings = argument(of.args, 0);
  if (option !== undefined) {
    const model = property(settings, option, first);
    return modelIn(model, depth) ?? named(of, model, absent);
  }
  const options = ["llm", "model", "agent", "combineDocsChain"].map((key) => () => chatModelIn(property(settings, key, first), depth));
  return firstOf([() => chatModelIn(settings, depth), ...(settings.kind === "object" ? options : [])]);
}

function chatModelIn(of: Value, depth: number): LangChainConstruction | undefined {
  const made = modelIn(of, depth);
  return made?.row.kind === "chat" ? made : undefined;
}

/** A model by its name, which says whose it is or begins as only one vendor's do. */
function named(of: Result, name: Value, options: Value): LangChainConstruction | undefined {
  if (name.kind !== "literal" || typeof name.value !== "string") return undefined;
  const [, prefix, bare] = /^([\w-]+):(.+)$/u.exec(name.value) ?? [];
  const stated = property(options, "modelProvider", first);
  if (stated.kind !== "absent" && stated.kind !== "literal") return undefined;
  const provider = stated.kind === "literal" ? String(stated.value) : prefix;
  const entry = langChainProviders.find(({ names, begins }) => (provider === undefined ? begins?.test(String(name.value)) : names.includes(provider.replaceAll("_", "-"))));
  const row = entry === undefined ? undefined : langChainModels.find(({ exports, kind }) => kind === "chat" && exports.includes(entry.model));
  if (row === undefined) return undefined;
  const parts: ObjectValue["parts"] = [
    { kind: "spread", value: known(options), node: of.node },
    { kind: "named", key: "model", value: known({ kind: "literal", value: bare ?? name.value }), node: of.node },
  ];
  // Which model it is may be said by the call.
  const isOpen = property(options, "configurableFields", first).kind !== "absent";
  return { row, construction: of, settings: isOpen ? undefined : { kind: "object", parts, node: undefined, module: undefined } };
}

function isOfLangChain(module: string): boolean {
  return module.startsWith("@langchain/") || langChainPackages.some((name) => module === name || module.startsWith(`${name}/`));
}

const first: Choose = (value) => (value.kind === "choice" ? first(value.options[0]?.value() ?? absent) : value);

function firstOf<Found>(looks: readonly (() => Found | undefined)[]): Found | undefined {
  for (const look of looks) {
    const found = look();
    if (found !== undefined) return found;
  }
  return undefined;
}
