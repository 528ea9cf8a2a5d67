import type { ts } from "ts-morph";
import { compiler, loadCompiler } from "../../../rules/compiler.ts";
import { scriptOf } from "../lint-equals-guard/instrumented.ts";

loadCompiler();

/** What of a text cannot be parsed. */
export function syntaxErrors(file: string, text: string): readonly string[] {
  const source = parsed(file, text) as ts.SourceFile & { readonly parseDiagnostics: readonly ts.Diagnostic[] };
  return [...source.parseDiagnostics.map(({ messageText }) => compiler.flattenDiagnosticMessageText(messageText, " ")), ...repeated(source)];
}

/** Keys that an object states twice, which is no error of syntax and a type error. */
function repeated(source: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (compiler.isObjectLiteralExpression(node)) {
      const keys = node.properties.flatMap(({ name }) => (name === undefined || compiler.isComputedPropertyName(name) ? [] : [name.getText(source)]));
      found.push(...keys.filter((key, index) => keys.indexOf(key) < index).map((key) => `\`${key}\` stands twice in one object`));
    }
    compiler.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The comments of a text, in order. */
export function comments(file: string, text: string): readonly string[] {
  return tokens(file, text).filter(({ kind }) => kind === compiler.SyntaxKind.SingleLineCommentTrivia || kind === compiler.SyntaxKind.MultiLineCommentTrivia).map((token) => token.text.trim());
}

/** How often `false` is written. */
export function falses(file: string, text: string): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (node.kind === compiler.SyntaxKind.FalseKeyword) count += 1;
    compiler.forEachChild(node, visit);
  };
  visit(parsed(file, text));
  return count;
}

function parsed(file: string, text: string): ts.SourceFile {
  const name = file.replace(/\.(?:vue|svelte)$/u, ".ts").replace(/\.[cm]?js$/u, ".jsx");
  return compiler.createSourceFile(name, scriptOf(file, text), compiler.ScriptTarget.Latest, true);
}

interface Token {
  readonly kind: ts.SyntaxKind;
  readonly text: string;
}

/** Comments alone: they stand between the nodes, and a template's text is none of them. */
function tokens(file: string, text: string): readonly Token[] {
  const source = parsed(file, text);
  const found = new Map<number, Token>();
  const visit = (node: ts.Node): void => {
    for (const range of [...(compiler.getLeadingCommentRanges(source.text, node.pos) ?? []), ...(compiler.getTrailingCommentRanges(source.text, node.end) ?? [])]) {
      if (!isText(node)) found.set(range.pos, { kind: range.kind, text: source.text.slice(range.pos, range.end) });
    }
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return [...found].sort(([one], [other]) => one - other).map(([, token]) => token);
}

function isText({ kind }: ts.Node): boolean {
  const kinds = compiler.SyntaxKind;
  return kind === kinds.TemplateHead || kind === kinds.TemplateMiddle || kind === kinds.JsxText;
}
