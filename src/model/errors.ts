import type { Decision } from "./decision.ts";

/** Marks our errors across copies of the package: two installs in one process recognise each other's. */
const marker = Symbol.for("cordon.error");

export type GuardErrorCode =
  | "call_denied"
  | "policy_unavailable"
  | "invalid_configuration"
  | "unguardable_model"
  | "missing_package"
  | "context_unavailable";

/** The base of every error that cordon throws. `code` is stable; the message may change. */
export class GuardError extends Error {
  override readonly name: string = "GuardError";
  readonly code: GuardErrorCode;
  readonly [marker] = true;

  constructor(code: GuardErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  static isInstance(value: unknown): value is GuardError {
    return typeof value === "object" && value !== null && marker in value;
  }
}

/** Thrown when the policy refuses a call. Carries the decision, never the content. */
export class CallDeniedError extends GuardError {
  override readonly name: string = "CallDeniedError";
  readonly decision: Decision;
  /** AI SDK and others look here: a refusal is never worth a retry. */
  readonly isRetryable = false;

  constructor(decision: Decision) {
    super("call_denied", denialMessage(decision));
    this.decision = decision;
  }

  static override isInstance(value: unknown): value is CallDeniedError {
    return GuardError.isInstance(value) && value.code === "call_denied";
  }
}

/** Says what is wrong with a configuration: one problem a line, each with its place. */
export class ConfigurationError extends GuardError {
  override readonly name: string = "ConfigurationError";
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    super("invalid_configuration", problems.map(problemLine).join("\n"));
    this.problems = problems;
  }
}

/** `line` and `column` count from 1. */
export interface ConfigurationProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

function problemLine({ file, line, column, message }: ConfigurationProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** One sentence for a refused call: the codes, and what would make it pass where something would. */
export function denialMessage(decision: Decision): string {
  const codes = [...new Set(decision.reasons.map(({ code }) => `\`${code}\``))].join(", ");
  if (decision.effect !== "amend") return `call denied for ${codes}`;
  const controls = decision.amendments.map(({ control, value }) => `\`${control}: ${JSON.stringify(value)}\``);
  return `call denied for ${codes}; it passes with ${controls.join(" and ")}`;
}
