import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { ts } from "ts-morph";
import { commentsWith, innermost, type Comment } from "./comments.ts";
import { compiler } from "./compiler.ts";
import type { Module } from "./module.ts";
import type { Finding, RuleName, Suppressed } from "./rule.ts";
import { readWaiver, waiverPattern, type MalformedWaiver, type WaiverComment } from "./waiver-comment.ts";

/** A waiver of `cordon.yaml`. */
export interface ConfiguredWaiver {
  readonly rule: RuleName;
  /** `src/search/embed.ts#embedQuery`, from `folder`; `#*` is all of the file. */
  readonly site: string;
  readonly reason: string;
  /** The last day on which it holds, as an ISO date. */
  readonly until: string;
  readonly folder: string;
}

export interface WaiverContext {
  readonly module: Module;
  readonly waivers: readonly ConfiguredWaiver[];
  /** The rules that were asked for: a waiver of another is no matter. */
  readonly rules: ReadonlySet<RuleName> | ReadonlyMap<RuleName, unknown>;
  /** As an ISO date. */
  readonly today: string;
  /** The site (`src/a.ts#run`) of an offset. */
  readonly siteAt: (offset: number) => string;
}

/** Findings that count, and those that somebody accepted. */
export interface Settled {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
}

/**
 * Takes out the findings that a waiver accepts today. A waiver that ended gives its finding back, with a word on it; a
 * comment that outlived its finding, or that cannot be read as a waiver, becomes a finding itself.
 */
export function waived(findings: readonly Finding[], context: WaiverContext): Settled {
  const { module, today } = context;
  const comments = commentsWith(module.source, waiverPattern).flatMap((comment) => readWaiver(comment) ?? []);
  const written = comments.filter((each): each is WaiverComment => "until" in each);
  const waivers: readonly Applicable[] = [
    ...written.map(({ comment, rules, until, reason }): Applicable => ({ by: "comment", until, reason, applies: (finding) => rules.includes(finding.rule) && stands(comment, finding, module) })),
    ...context.waivers.map((waiver): Applicable => ({ by: "waiver", until: waiver.until, reason: waiver.reason, applies: (finding) => isAt(waiver, finding, module.file) })),
  ];
  if (comments.length === 0 && waivers.length === 0) return { findings, suppressed: [] };
  const counting: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const finding of findings) {
    const applicable = waivers.filter(({ applies }) => applies(finding));
    const current = applicable.find(({ until }) => until >= today);
    if (current !== undefined) suppressed.push({ finding, by: current.by, reason: current.reason, until: current.until });
    else counting.push(applicable.length === 0 ? finding : { ...finding, message: `${finding.message} ${ended(applicable)}` });
  }
  const counts = (rule: RuleName): boolean => context.rules.has(rule);
  const malformed = comments.filter((each): each is MalformedWaiver => "message" in each).map(({ comment, rule, message }): Remark => ({ comment, rule, messageId: "malformed-waiver", message }));
  const outlived = written.flatMap(({ comment, rules, until }): Remark[] => {
    const rule = rules.find(counts);
    if (rule === undefined || until >= today || findings.some((finding) => rules.includes(finding.rule) && stands(comment, finding, module))) return [];
    return [{ comment, rule, messageId: "outlived-waiver", message: `This waiver ended on ${until}, and what it accepted is gone. Take it out.` }];
  });
  const remarks = [...malformed.filter(({ rule }) => counts(rule)), ...outlived].toSorted((one, other) => one.comment.start - other.comment.start);
  return { findings: [...counting, ...commentFindings(remarks, context)], suppressed };
}

/** What is said of a comment itself. */
export interface Remark {
  readonly comment: Comment;
  readonly rule: RuleName;
  readonly messageId: string;
  readonly message: string;
}

/** Findings that stand on comments. Their ids count only those of the same kind in the same place. */
export function commentFindings(remarks: readonly Remark[], { siteAt }: Pick<WaiverContext, "siteAt">): readonly Finding[] {
  const seen = new Map<string, number>();
  return remarks.map(({ comment, rule, messageId, message }) => {
    const site = siteAt(comment.start);
    const key = JSON.stringify([site, rule, messageId]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    const id = createHash("sha256").update(`${key}${before}`).digest("hex").slice(0, 16);
    return { rule, messageId, message, start: comment.start, end: comment.end, related: [], suggestions: [], fixable: false, decision: null, site, id };
  });
}

interface Applicable {
  readonly by: Suppressed["by"];
  readonly until: string;
  readonly reason: string;
  readonly applies: (finding: Finding) => boolean;
}

function ended(waivers: readonly Applicable[]): string {
  const last = waivers.map(({ until }) => until).reduce((one, other) => (one > other ? one : other));
  return `The waiver that accepted this ended on ${last}.`;
}

function isAt(waiver: ConfiguredWaiver, finding: Finding, file: string): boolean {
  if (waiver.rule !== finding.rule) return false;
  const [path, name = ""] = halves(waiver.site);
  if (resolve(waiver.folder, path).replaceAll("\\", "/") !== file) return false;
  return name === "*" || name === (halves(finding.site)[1] ?? "");
}

function halves(site: string): readonly [path: string, name?: string] {
  const at = site.indexOf("#");
  return at < 0 ? [site] : [site.slice(0, at), site.slice(at + 1)];
}

/** Whether a comment stands on, or on its own directly above, the first line of a finding, of its end or of its statement. */
function stands(comment: Comment, { start, end }: Finding, { source }: Module): boolean {
  const line = (offset: number): number => source.getLineAndCharacterOfPosition(offset).line;
  const lines = [line(start), line(end), ...statementStart(source, start).map(line)];
  const [first, last] = [line(comment.start), line(comment.end)];
  if (lines.includes(first) || lines.includes(last)) return true;
  const starts = source.getLineStarts();
  const textOf = (index: number): string => source.text.slice(starts[index], starts[index + 1] ?? source.text.length);
  const before = source.text.slice(starts[first], comment.start);
  const after = source.text.slice(comment.end, starts[last + 1] ?? source.text.length);
  if (!/^\s*\{?\s*$/u.test(before) || !/^\s*\}?\s*$/u.test(after)) return false;
  let next = last + 1;
  while (next < starts.length && onlyComment.test(textOf(next))) next++;
  return lines.includes(next);
}

const onlyComment = /^\s*(?:\/\/|\{?\s*\/\*.*\*\/\s*\}?\s*$)/u;

function statementStart(source: ts.SourceFile, offset: number): readonly number[] {
  const { FirstStatement, LastStatement, ExportAssignment, PropertyDeclaration } = compiler.SyntaxKind;
  for (let node: ts.Node | undefined = innermost(source, offset); node !== undefined; node = node.parent) {
    const isStatement = (node.kind >= FirstStatement && node.kind <= LastStatement) || node.kind === ExportAssignment || node.kind === PropertyDeclaration;
    if (isStatement) return [node.getStart(source)];
    if (compiler.isFunctionLike(node) && compiler.isBlock((node as ts.FunctionLikeDeclaration).body ?? node)) return [];
  }
  return [];
}
