import { commentsWith, type Comment } from "./comments.ts";
import { ruleNames, type Finding, type RuleName, type Suppressed } from "./rule.ts";
import { commentFindings, type Remark, type Settled, type WaiverContext } from "./waivers.ts";

/** A disable comment of ESLint. */
export interface Directive {
  readonly comment: Comment;
  /** `off` is a setting for the whole file: `eslint cordon/require-controls: off`. */
  readonly kind: "disable" | "enable" | "disable-line" | "disable-next-line" | "off";
  /** As they are written; `null` for all. */
  readonly rules: readonly string[] | null;
  /** What stands behind ` -- `; empty where nothing does. */
  readonly reason: string;
}

export type DirectiveContext = Pick<WaiverContext, "module" | "rules" | "siteAt">;

const pattern = /eslint-(?:disable|enable)|\beslint\s[^*]{0,2000}?cordon\//gu;

/** Takes out the findings that a disable comment of ESLint covers, as ESLint does. */
export function disabled(findings: readonly Finding[], { module }: Pick<DirectiveContext, "module">): Settled {
  const directives = directivesOf(module);
  if (directives.length === 0) return { findings, suppressed: [] };
  const suppressed = findings.flatMap((finding): Suppressed[] => {
    const directive = covering(finding, directives, module);
    return directive === undefined ? [] : [{ finding, by: "directive", reason: directive.reason, until: null }];
  });
  const gone = new Set(suppressed.map(({ finding }) => finding));
  return { findings: findings.filter((finding) => !gone.has(finding)), suppressed };
}

/** A finding for each disable comment without a reason that names a rule of ours, or covers one of these findings. */
export function withoutReason(findings: readonly Finding[], context: DirectiveContext): readonly Finding[] {
  const directives = directivesOf(context.module);
  if (directives.every(({ reason }) => reason !== "")) return [];
  const used = findings.map((finding) => [covering(finding, directives, context.module), finding] as const);
  const remarks = directives.flatMap((directive): Remark[] => {
    const { kind, reason, rules, comment } = directive;
    if (kind === "enable" || reason !== "") return [];
    const rule = ruleNames.find((name) => context.rules.has(name) && rules !== null && names(rules, name)) ?? used.find(([by]) => by === directive)?.[1].rule;
    return rule === undefined ? [] : [{ comment, rule, messageId: "directive-without-reason", message: `\`${kind === "off" ? "eslint" : `eslint-${kind}`}\` gives no reason. Write it behind \` -- \`.` }];
  });
  return commentFindings(remarks, context);
}

/** The directive that covers a finding: the latest of those that go by the block, or one for its line. */
function covering(finding: Finding, directives: readonly Directive[], { source }: DirectiveContext["module"]): Directive | undefined {
  const line = (offset: number): number => source.getLineAndCharacterOfPosition(offset).line;
  let all: Directive | undefined;
  let one: Directive | undefined;
  let spared = false;
  for (const directive of directives) {
    const { kind, comment, rules } = directive;
    if (comment.start > finding.start || (kind !== "disable" && kind !== "enable")) continue;
    if (rules === null) [all, one, spared] = [kind === "disable" ? directive : undefined, undefined, false];
    else if (names(rules, finding.rule)) [one, spared] = [kind === "disable" ? directive : undefined, kind === "enable"];
  }
  const block = one ?? (spared ? undefined : all);
  if (block !== undefined) return block;
  const here = line(finding.start);
  return directives.find(({ kind, comment, rules }) => {
    if (rules !== null && !names(rules, finding.rule)) return false;
    return kind === "off" || (kind === "disable-line" && line(comment.start) === here) || (kind === "disable-next-line" && line(comment.end) + 1 === here);
  });
}

function directivesOf({ source }: DirectiveContext["module"]): readonly Directive[] {
  return commentsWith(source, pattern).flatMap((comment) => readDirective(comment) ?? []);
}

const setting = /(["']?)(cordon\/[\w-]+)\1\s*:\s*\[?\s*(["']?)(\w+)\3/gu;

/** Reads a comment as ESLint does: ranges only as block comments, one line only within one line. */
export function readDirective(comment: Comment): Directive | undefined {
  const [instruction = "", ...behind] = comment.body.split(/\s-{2,}\s/u);
  const reason = behind.join(" -- ").trim();
  if (comment.block && /^\s*eslint\s/u.test(instruction)) {
    const off = [...instruction.matchAll(setting)].flatMap(({ 2: name, 4: level }) => (name !== undefined && (level === "off" || level === "0") ? [name] : []));
    return off.length === 0 ? undefined : { comment, kind: "off", rules: off, reason };
  }
  const [, kind, list] = /^\s*eslint-(disable-next-line|disable-line|disable|enable)(?:\s([\s\S]*))?$/u.exec(instruction) ?? [];
  if (kind === undefined) return undefined;
  const forLine = kind === "disable-line" || kind === "disable-next-line";
  if (!comment.block && !forLine) return undefined;
  if (kind === "disable-line" && comment.body.includes("\n")) return undefined;
  const rules = (list ?? "").split(",").map((name) => name.trim().replace(/^(['"])(.*)\1$/su, "$2")).filter((name) => name !== "");
  return { comment, kind: kind as Directive["kind"], rules: rules.length === 0 ? null : rules, reason };
}

function names(rules: readonly string[], rule: RuleName): boolean {
  return rules.includes(`cordon/${rule}`);
}
