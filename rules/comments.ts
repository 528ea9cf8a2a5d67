import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";

/** A comment; offsets count its markers in. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  /** What stands between the markers. */
  readonly body: string;
  readonly block: boolean;
}

/**
 * The comments that hold what a pattern (global) finds, in order. Strings, templates, regular expressions and the text
 * of JSX are none, whatever they look like. Costs one search of the text where the pattern finds nothing.
 */
export function commentsWith(source: ts.SourceFile, pattern: RegExp): readonly Comment[] {
  const found: Comment[] = [];
  for (const { index } of source.text.matchAll(pattern)) {
    if (index < (found.at(-1)?.end ?? 0)) continue;
    const comment = commentAt(source, index);
    if (comment !== undefined) found.push(comment);
  }
  return found;
}

/** The innermost node whose range, with the comments before it, holds an offset. */
export function innermost(source: ts.SourceFile, offset: number): ts.Node {
  for (let node: ts.Node = source; ; ) {
    const child: ts.Node | undefined = compiler.forEachChild(node, (each) => (each.pos <= offset && offset < each.end ? each : undefined));
    if (child === undefined) return node;
    node = child;
  }
}

function commentAt(source: ts.SourceFile, offset: number): Comment | undefined {
  const node = innermost(source, offset);
  const isToken = node.kind <= compiler.SyntaxKind.LastToken;
  if (isToken && offset >= node.getStart(source)) return undefined;
  // Between two children stand only punctuation, keywords and comments, which a scanner reads without the grammar.
  let start = node.pos;
  let end = isToken ? node.getStart(source) : node.end;
  compiler.forEachChild(node, (child) => {
    if (child.end <= offset) start = Math.max(start, child.end);
    else if (child.pos > offset) end = Math.min(end, child.pos);
  });
  const scanner = compiler.createScanner(compiler.ScriptTarget.Latest, false, compiler.LanguageVariant.Standard, source.text, undefined, start, end - start);
  const { EndOfFileToken, MultiLineCommentTrivia, SingleLineCommentTrivia } = compiler.SyntaxKind;
  for (let kind = scanner.scan(); kind !== EndOfFileToken; kind = scanner.scan()) {
    const [from, to] = [scanner.getTokenStart(), scanner.getTokenEnd()];
    if (to <= offset) continue;
    const block = kind === MultiLineCommentTrivia;
    if (from > offset || (!block && kind !== SingleLineCommentTrivia)) return undefined;
    const text = source.text.slice(from, to);
    return { start: from, end: to, body: text.slice(2, block && text.endsWith("*/") ? -2 : undefined), block };
  }
  return undefined;
}
