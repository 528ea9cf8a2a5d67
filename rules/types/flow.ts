import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import { isLibraryNode, isOwn, LabelReader, type Labels } from "./labels.ts";

/** Functions that are followed into, one within the other. */
const deepest = 6;

/** Methods of the language that keep what they are called on, in another form. */
const keeping =
  /^(?:trim\w*|slice|substring|substr|toString|toLocale\w+|to(?:Lower|Upper)Case|normalize|join|concat|pad\w+|repeat|at|charAt|split|map|flatMap|flat|filter|find|findLast|reverse|sort|toSorted|toReversed|with|values|entries|reduce|then|valueOf|toJSON)$/u;
/** Functions of the language whose result holds their arguments. */
const wrapping = /^(?:stringify|String|from|of|assign|entries|values|fromEntries|all|resolve|freeze|structuredClone|encodeURIComponent|encodeURI|btoa|toString|concat|join)$/u;

/**
 * Finds the labels of what an expression is made of. A type alone forgets them where text is put together, and where a
 * member is taken from something that bears a label as a whole.
 */
export class Flow {
  readonly #checker: ts.TypeChecker;
  readonly #reader: LabelReader;
  readonly #labels: Labels;
  readonly #seen = new Set<ts.Node>();

  constructor(checker: ts.TypeChecker, labels: Labels) {
    this.#checker = checker;
    this.#reader = new LabelReader(checker);
    this.#labels = labels;
  }

  follow(node: ts.Node | undefined, depth = 0): void {
    if (node === undefined || this.#seen.has(node) || depth > deepest) return;
    this.#seen.add(node);
    if (compiler.isTemplateExpression(node)) for (const span of node.templateSpans) this.follow(span.expression, depth);
    else if (compiler.isObjectLiteralExpression(node)) for (const part of node.properties) this.#part(part, depth);
    else if (compiler.isArrayLiteralExpression(node)) for (const item of node.elements) this.follow(compiler.isSpreadElement(item) ? item.expression : item, depth);
    else if (compiler.isConditionalExpression(node)) for (const each of [node.whenTrue, node.whenFalse]) this.follow(each, depth);
    else if (compiler.isBinaryExpression(node) && joins(node.operatorToken.kind)) for (const each of [node.left, node.right]) this.follow(each, depth);
    else if (compiler.isParenthesizedExpression(node) || compiler.isNonNullExpression(node) || compiler.isSatisfiesExpression(node) || compiler.isSpreadElement(node)) this.follow(node.expression, depth);
    else if (compiler.isAwaitExpression(node)) this.#typed(node, node.expression, depth);
    else if (compiler.isAsExpression(node) || compiler.isTypeAssertionExpression(node)) this.#typed(node, node.expression, depth);
    else if (compiler.isIdentifier(node)) this.#named(node, this.#checker.getSymbolAtLocation(node), depth);
    else if (compiler.isPropertyAccessExpression(node) || compiler.isElementAccessExpression(node)) this.#member(node);
    else if (compiler.isCallExpression(node)) this.#call(node, depth);
    else if (compiler.isExpression(node) && !compiler.isFunctionLike(node)) this.#reader.deep(this.#checker.getTypeAtLocation(node), this.#labels);
  }

  /** What is written inside may say more than the type around it, and the other way round. */
  #typed(node: ts.Expression, inner: ts.Expression, depth: number): void {
    const { open } = this.#labels;
    this.follow(inner, depth);
    const settled = !this.#labels.open;
    this.#reader.deep(this.#checker.getTypeAtLocation(node), this.#labels);
    if (settled) this.#labels.open = open;
  }

  #part(part: ts.ObjectLiteralElementLike, depth: number): void {
    if (compiler.isPropertyAssignment(part)) this.follow(part.initializer, depth);
    else if (compiler.isSpreadAssignment(part)) this.follow(part.expression, depth);
    else if (compiler.isShorthandPropertyAssignment(part)) {
      this.#named(part.name, this.#checker.getShorthandAssignmentValueSymbol(part), depth);
    }
  }

  #named(node: ts.Node, symbol: ts.Symbol | undefined, depth: number): void {
    const type = this.#checker.getTypeAtLocation(node);
    if ((type.flags & compiler.TypeFlags.Any) !== 0 && symbol !== undefined) this.#reader.symbol(symbol, this.#labels);
    else this.#reader.deep(type, this.#labels);
    this.#declaration(symbol, depth);
  }

  /** Goes on with what a variable was made from: its type has forgotten the parts of a text. */
  #declaration(symbol: ts.Symbol | undefined, depth: number): void {
    const target = symbol !== undefined && (symbol.flags & compiler.SymbolFlags.Alias) !== 0 ? this.#checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target?.valueDeclaration;
    if (declaration === undefined || this.#seen.has(declaration)) return;
    this.#seen.add(declaration);
    if (compiler.isVariableDeclaration(declaration)) {
      const list = declaration.parent.parent;
      if (compiler.isForOfStatement(list)) this.#reader.shallow(this.#checker.getTypeAtLocation(list.expression), this.#labels);
      else if (declaration.initializer !== undefined) this.#made(declaration.initializer, depth);
    } else if (compiler.isBindingElement(declaration)) {
      let root: ts.Node = declaration;
      while (compiler.isBindingElement(root)) root = root.parent.parent;
      const from = compiler.isVariableDeclaration(root) && root.initializer !== undefined ? root.initializer : root;
      this.#reader.shallow(this.#checker.getTypeAtLocation(from), this.#labels);
    }
  }

  /** An initializer whose type is known already: only its parts are new. */
  #made(initializer: ts.Expression, depth: number): void {
    const { open } = this.#labels;
    this.follow(initializer, depth + 1);
    this.#labels.open = open;
  }

  /** `record.note` bears the label of `record` too, though not those of its other members. */
  #member(node: ts.PropertyAccessExpression | ts.ElementAccessExpression): void {
    if (compiler.isPropertyAccessExpression(node) && /^(?:length|size)$/u.test(node.name.text)) return;
    this.#named(node, this.#checker.getSymbolAtLocation(node), deepest);
    let of: ts.Expression = node.expression;
    for (; ; of = of.expression) {
      const type = this.#checker.getTypeAtLocation(of);
      this.#reader.shallow(type, this.#labels);
      if ((type.flags & compiler.TypeFlags.Any) !== 0) this.#annotated(of);
      if (compiler.isIdentifier(of)) this.#root(of);
      if (!compiler.isPropertyAccessExpression(of) && !compiler.isElementAccessExpression(of) && !compiler.isNonNullExpression(of) && !compiler.isParenthesizedExpression(of)) return;
    }
  }

  /** What the annotation of a name says, where its type is `any`. */
  #annotated(node: ts.Expression): void {
    const symbol = this.#checker.getSymbolAtLocation(node);
    for (const declaration of symbol?.declarations ?? []) this.#reader.stated((declaration as { readonly type?: ts.Node }).type, this.#labels);
  }

  /** The variable that a chain of members starts from may itself be taken from something with a label. */
  #root(node: ts.Identifier): void {
    const declaration = this.#checker.getSymbolAtLocation(node)?.valueDeclaration;
    if (declaration === undefined || compiler.isParameter(declaration)) return;
    let root: ts.Node = declaration;
    while (compiler.isBindingElement(root)) root = root.parent.parent;
    if (!compiler.isVariableDeclaration(root)) return;
    const list = root.parent.parent;
    const from = compiler.isForOfStatement(list) ? list.expression : root.initializer;
    if (from !== undefined) this.#reader.shallow(this.#checker.getTypeAtLocation(from), this.#labels);
  }

  #call(node: ts.CallExpression, depth: number): void {
    const type = this.#checker.getTypeAtLocation(node);
    this.#reader.deep(type, this.#labels);
    const declaration = this.#checker.getResolvedSignature(node)?.declaration;
    if (declaration === undefined) return;
    if ((type.flags & compiler.TypeFlags.Any) !== 0) {
      const category = node.arguments[0];
      const labels = isOwn(declaration) && compiler.isFunctionDeclaration(declaration) && declaration.name?.text === "classify";
      if (labels && category !== undefined) this.#reader.category(this.#checker.getTypeAtLocation(category), this.#labels);
      else this.#reader.stated(declaration.type, this.#labels);
    }
    if (!isLibraryNode(declaration)) {
      for (const returned of returnsOf(declaration)) this.#made(returned, depth);
      return;
    }
    const callee = node.expression;
    const name = compiler.isPropertyAccessExpression(callee) ? callee.name.text : compiler.isIdentifier(callee) ? callee.text : "";
    if (wrapping.test(name)) for (const each of node.arguments) this.#made(each, depth);
    if (compiler.isPropertyAccessExpression(callee) && keeping.test(name)) {
      if (/^(?:map|flatMap|reduce|then)$/u.test(name)) {
        this.#reader.shallow(this.#checker.getTypeAtLocation(callee.expression), this.#labels);
        for (const each of node.arguments) if (compiler.isArrowFunction(each) || compiler.isFunctionExpression(each)) for (const returned of returnsOf(each)) this.#made(returned, depth);
      } else this.#made(callee.expression, depth);
    }
  }
}

/** What a function with a body gives back. */
function returnsOf(node: ts.Node): ts.Expression[] {
  const body = compiler.isFunctionLike(node) ? (node as ts.FunctionLikeDeclaration).body : undefined;
  if (body === undefined) return [];
  if (!compiler.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  const visit = (each: ts.Node): void => {
    if (compiler.isReturnStatement(each) && each.expression !== undefined) found.push(each.expression);
    else if (!compiler.isFunctionLike(each) && !compiler.isClassLike(each)) compiler.forEachChild(each, visit);
  };
  visit(body);
  return found;
}

function joins(operator: ts.SyntaxKind): boolean {
  const { PlusToken, BarBarToken, AmpersandAmpersandToken, QuestionQuestionToken, CommaToken } = compiler.SyntaxKind;
  return [PlusToken, BarBarToken, AmpersandAmpersandToken, QuestionQuestionToken, CommaToken].includes(operator as ts.SyntaxKind.PlusToken);
}
