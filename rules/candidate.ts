import { contentKeys, generation, httpClients, httpPackages, methods, modelKeys, names, packages, partMethods, parts, promptKeys, verbs } from "./sending.ts";

/** A node of ESTree, as any parser of ESLint makes it. */
export interface EstreeNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The keys of a node's children, by its type, as ESLint's `sourceCode.visitorKeys` has them. */
export type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>;

/**
 * Asks again what `mayCallModel` asked, of a tree that the host has anyway: comments, strings and types no longer
 * count. It only says no where the analysis would find nothing.
 */
export function isCandidate(ast: EstreeNode, text: string, visitorKeys: VisitorKeys = {}): boolean {
  if (/\bcordon\b/u.test(text)) return true;
  const seen: Seen = { part: false, method: false, name: nameInText.test(text) };
  const pending: EstreeNode[] = [ast];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (types.has(node.type) || node["importKind"] === "type" || node["exportKind"] === "type") continue;
    if (reads[node.type]?.(node, seen) === true || (seen.part && seen.method)) return true;
    for (const key of visitorKeys[node.type] ?? Object.keys(node)) {
      if (skipped.has(key)) continue;
      const child = node[key];
      if (Array.isArray(child)) for (const each of child) push(each, pending);
      else push(child, pending);
    }
  }
  return false;
}

/** A client's part that is kept under another name, and a method that may be called on it. */
interface Seen {
  part: boolean;
  method: boolean;
  /** Whether any name of a model's own occurs in the text, so that the names in the tree are worth a look. */
  readonly name: boolean;
}

const types: ReadonlySet<string> = new Set(["TSTypeAnnotation", "TSInterfaceDeclaration", "TSTypeAliasDeclaration", "TSTypeParameterInstantiation", "TSTypeParameterDeclaration", "TypeAnnotation", "TypeAlias", "InterfaceDeclaration"]);
const skipped: ReadonlySet<string> = new Set(["parent", "loc", "range", "start", "end", "tokens", "comments", "templateBody"]);

function push(child: unknown, pending: EstreeNode[]): void {
  if (isNode(child)) pending.push(child);
}

const whole = (source: string): RegExp => new RegExp(`^(?:${source})$`, "u");
const anyName = whole(`${names}|${verbs}`);
const nameInText = new RegExp(`\\b(?:${names}|${verbs})\\b`, "u");
const part = whole(parts);
const partMethod = whole(partMethods);
const method = whole(methods);
const kept = whole("create|stream|parse|send|generate|complete");
const httpClient = whole(`${httpClients}|fetch|post|put|patch|request`);
const modelPackage = new RegExp(`^(?:npm:|https://.*/)?(?:${packages})(?:@[^/]*)?(?:/.*)?$`, "u");
const httpPackage = whole(httpPackages);
const modelKey = whole(modelKeys);
const contentKey = whole(contentKeys);
const promptKey = whole(promptKeys);
const generates = new RegExp(generation, "u");

const reads: Readonly<Record<string, (node: EstreeNode, seen: Seen) => boolean>> = {
  Identifier: (node, seen) => seen.name && anyName.test(String(node["name"])),
  Literal: (node, seen) => seen.name && typeof node["value"] === "string" && node["value"].length < 60 && anyName.test(node["value"]),
  ImportDeclaration: (node) => {
    const source = valueOf(node["source"]);
    if (source === undefined) return false;
    const imported = nodes(node["specifiers"]).map((each) => nameOf(each["imported"]) ?? "*");
    // Clients under other names than their own are not looked for by name.
    if (httpPackage.test(source)) return nodes(node["specifiers"]).some((each) => !httpClient.test(nameOf(each["local"]) ?? ""));
    return modelPackage.test(source) && imported.some((name) => /^(?:run|chat|summarize|[A-Z]\w*(?:Agent|Runner)|Agent|Runner)$/u.test(name));
  },
  ImportExpression: (node) => modelPackage.test(valueOf(node["source"]) ?? ""),
  MemberExpression: (node) => {
    const name = nameOf(node) ?? "";
    if (name === "completions" || name === "embeddings") return true;
    return partMethod.test(name) && part.test(nameOf(node["object"]) ?? "");
  },
  VariableDeclarator: (node, seen) => takes(node["init"], seen) || (isNode(node["id"]) && node["id"].type === "ObjectPattern" && part.test(nameOf(node["init"]) ?? "")),
  AssignmentExpression: (node, seen) => takes(node["right"], seen),
  AssignmentPattern: (node, seen) => takes(node["right"], seen),
  PropertyDefinition: (node, seen) => takes(node["value"], seen),
  Property: (node, seen) => takes(node["value"], seen),
  ReturnStatement: (node, seen) => takes(node["argument"], seen),
  ArrowFunctionExpression: (node, seen) => takes(node["body"], seen),
  CallExpression: (node, seen) => sends(node, seen),
  NewExpression: (node) => /^(?:Request|\w*Agent|\w*Runner)$/u.test(nameOf(node["callee"]) ?? ""),
  ClassDeclaration: extendsAgent,
  ClassExpression: extendsAgent,
  ObjectExpression: (node) => {
    const properties = nodes(node["properties"]);
    const keys = properties.map((each) => (each.type === "Property" ? (nameOf(each["key"]) ?? "") : ""));
    const spread = properties.some(({ type }) => type === "SpreadElement" || type === "ExperimentalSpreadProperty");
    return (keys.some((key) => modelKey.test(key)) && keys.some((key) => contentKey.test(key))) || (spread && keys.some((key) => promptKey.test(key)));
  },
};

function sends(node: EstreeNode, seen: Seen): boolean {
  const callee = bare(node["callee"]);
  const name = nameOf(callee) ?? "";
  const given = nodes(node["arguments"]);
  const [first] = given;
  const onMember = callee?.type === "MemberExpression";
  if (first === undefined) return false;
  if (onMember && (method.test(name) || (name === "run" && /agent/iu.test(nameOf(first) ?? "agent")))) return true;
  if (kept.test(name) && nameOf(onMember ? callee["object"] : undefined) !== "JSON") seen.method = true;
  if (name === "require") return modelPackage.test(valueOf(first) ?? "");
  if (/^(?:call|apply|bind)$/u.test(name) && onMember && nameOf(callee["object"]) === "fetch") return true;
  if (/^run|^summarize$/u.test(name) && !onMember) return /agent/iu.test(nameOf(first) ?? "") || first.type === "ObjectExpression";
  if (given.some((each) => nameOf(each) === "fetch")) return true;
  return httpClient.test(name) && mayBeAddress(bare(first) ?? first, name === "fetch" ? given.length : undefined);
}

/** @param fetched how many arguments `fetch` has; other clients may have an address of their own for what is relative */
function mayBeAddress(node: EstreeNode, fetched: number | undefined): boolean {
  if (node.type === "Identifier" || node.type === "MemberExpression") return fetched !== 1;
  const text = valueOf(node);
  if (text !== undefined) return generates.test(text) && (fetched === undefined || !/^\.{0,2}\//u.test(text));
  if (node.type !== "TemplateLiteral") return true;
  const quasis = nodes(node["quasis"]).map((each) => String((each["value"] as { readonly raw?: unknown } | undefined)?.raw ?? ""));
  return quasis.every((each) => each === "" || each === "/") || generates.test(quasis.join(" ")) || quasis.some((each) => /\/v\d\w*\/?$/u.test(each));
}

/** `const api = client.messages`, `const send = fetch`. */
function takes(value: unknown, seen: Seen): boolean {
  const node = bare(value);
  if (node?.type === "MemberExpression" && part.test(nameOf(node) ?? "")) seen.part = true;
  return nameOf(node) === "fetch" && node?.type !== "CallExpression";
}

function extendsAgent(node: EstreeNode): boolean {
  return /Agent|Chat|LLM|Embeddings/u.test(nameOf(node["superClass"]) ?? "");
}

/** The last name in an expression: of an identifier, a property, a key. */
function nameOf(value: unknown): string | undefined {
  const node = bare(value);
  if (node === undefined) return undefined;
  if (node.type === "Identifier" || node.type === "PrivateIdentifier") return String(node["name"]);
  if (node.type === "MemberExpression") return node["computed"] === true ? valueOf(node["property"]) : nameOf(node["property"]);
  return valueOf(node);
}

function valueOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === "Literal" && typeof value["value"] === "string") return value["value"];
  const [only, more] = value.type === "TemplateLiteral" ? nodes(value["quasis"]) : [];
  return only !== undefined && more === undefined ? String((only["value"] as { readonly cooked?: unknown }).cooked) : undefined;
}

/** Without casts, parentheses and what marks optional chains. */
function bare(value: unknown): EstreeNode | undefined {
  let node = isNode(value) ? value : undefined;
  while (node !== undefined && /^(?:TS(?:As|NonNull|Satisfies|Instantiation)Expression|TSTypeAssertion|ChainExpression|ParenthesizedExpression|AwaitExpression)$/u.test(node.type)) {
    const inner: unknown = node["expression"] ?? node["argument"];
    node = isNode(inner) ? inner : undefined;
  }
  return node;
}

function nodes(value: unknown): EstreeNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is EstreeNode {
  return typeof value === "object" && value !== null && typeof (value as { readonly type?: unknown }).type === "string";
}
