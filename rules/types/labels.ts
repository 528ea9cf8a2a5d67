import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { labelsFile, libraryFolder } from "./library.ts";

/** Collects categories from types, and whether any type left something open. */
export interface Labels {
  readonly categories: Set<string>;
  open: boolean;
}

/** Types that one question may look at. */
const most = 3_000;

/** Reads labels off types. */
export class LabelReader {
  readonly #checker: ts.TypeChecker;
  #left = most;

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** The labels of a value and of everything in it. */
  deep(type: ts.Type, labels: Labels, seen: Set<ts.Type> = new Set()): void {
    if (seen.has(type)) return;
    seen.add(type);
    if (this.#left-- <= 0) {
      labels.open = true;
      return;
    }
    const { Any, Unknown, TypeParameter, IndexedAccess, Conditional, Substitution, Object } = compiler.TypeFlags;
    if ((type.flags & (Any | Unknown)) !== 0) labels.open = true;
    else if (type.isUnionOrIntersection()) {
      if (type.isIntersection()) this.#label(type, labels);
      for (const each of type.types) this.deep(each, labels, seen);
    } else if ((type.flags & (TypeParameter | IndexedAccess | Conditional | Substitution)) !== 0) {
      const constraint = this.#checker.getBaseConstraintOfType(type);
      if (constraint === undefined) labels.open = true;
      else this.deep(constraint, labels, seen);
    } else if ((type.flags & Object) !== 0) this.#members(type, labels, seen);
  }

  /** The labels of what has a name: by its type, or by its annotation where packages that are not read make that `any`. */
  symbol(symbol: ts.Symbol, labels: Labels, seen: Set<ts.Type> = new Set()): void {
    const type = this.#checker.getTypeOfSymbol(symbol);
    this.deep(type, labels, seen);
    if ((type.flags & compiler.TypeFlags.Any) !== 0) for (const declaration of symbol.declarations ?? []) this.stated((declaration as { readonly type?: ts.Node }).type, labels);
  }

  /** The labels that a type states, as it is written. */
  stated(node: ts.Node | undefined, labels: Labels, depth = 0): void {
    if (node === undefined || depth > 12 || this.#left-- <= 0) return;
    if (compiler.isTypeReferenceNode(node)) {
      const { name, declaration } = this.#alias(node);
      const category = name === "Classified" ? node.typeArguments?.[0] : undefined;
      if (category !== undefined) this.category(this.#checker.getTypeFromTypeNode(category), labels);
      else if (declaration !== undefined) this.stated(declaration.type, labels, depth + 1);
    }
    compiler.forEachChild(node, (child) => this.stated(child, labels, depth + 1));
  }

  category(type: ts.Type, labels: Labels): void {
    for (const each of type.isUnion() ? type.types : [type]) {
      if (each.isStringLiteral()) labels.categories.add(each.value);
      else if ((each.flags & compiler.TypeFlags.Undefined) === 0) labels.open = true;
    }
  }

  /** What a name means that stands for a type; by name only for those of our own package. */
  #alias({ typeName }: ts.TypeReferenceNode): { readonly name?: string; readonly declaration?: ts.TypeAliasDeclaration } {
    const symbol = this.#checker.getSymbolAtLocation(typeName);
    const target = symbol !== undefined && (symbol.flags & compiler.SymbolFlags.Alias) !== 0 ? this.#checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target?.declarations?.find((each) => compiler.isTypeAliasDeclaration(each));
    if (declaration === undefined) return {};
    return isOwn(declaration) ? { name: declaration.name.text } : { declaration };
  }

  /** The labels of a value itself, whatever is in it. */
  shallow(type: ts.Type, labels: Labels): void {
    if (type.isUnion()) for (const each of type.types) this.shallow(each, labels);
    else if (type.isIntersection()) this.#label(type, labels);
    else if ((type.flags & compiler.TypeFlags.Object) !== 0) this.#label(type, labels);
  }

  #members(type: ts.Type, labels: Labels, seen: Set<ts.Type>): void {
    for (const each of this.#checker.getTypeArguments(type as ts.TypeReference)) this.deep(each, labels, seen);
    for (const each of type.aliasTypeArguments ?? []) if (isLibrary(type)) this.deep(each, labels, seen);
    if (isLibrary(type) || type.getCallSignatures().length > 0) return;
    this.#label(type, labels);
    for (const property of this.#checker.getPropertiesOfType(type)) if (!isLabel(property)) this.symbol(property, labels, seen);
    for (const { type: each } of this.#checker.getIndexInfosOfType(type)) this.deep(each, labels, seen);
  }

  #label(type: ts.Type, labels: Labels): void {
    for (const property of this.#checker.getPropertiesOfType(type)) {
      if (isLabel(property)) this.category(this.#checker.getTypeOfSymbol(property), labels);
    }
  }
}

/** The property that `Classified` adds. */
function isLabel(property: ts.Symbol): boolean {
  return String(property.escapedName).startsWith("__@label@") && (property.declarations ?? []).some(isOwn);
}

/** Whether our own package declares it, whose sources may be in reach themselves. */
export function isOwn(node: ts.Node): boolean {
  const { fileName } = node.getSourceFile();
  return fileName === labelsFile || fileName.endsWith("/src/guard/labels.ts");
}

/** Arrays, promises, dates and what else the language brings: only what is in them counts. */
export function isLibrary(type: ts.Type): boolean {
  return (type.getSymbol()?.declarations ?? []).some((declaration) => isLibraryNode(declaration));
}

export function isLibraryNode(node: ts.Node): boolean {
  const { fileName } = node.getSourceFile();
  return fileName.startsWith(`${libraryFolder}/`) && fileName !== labelsFile;
}
