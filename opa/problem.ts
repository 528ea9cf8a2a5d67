/** One complaint about a Rego source, with its place. A `line` of 0 means OPA named none. */
export interface OpaProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** OPA's own code, such as `rego_unsafe_var_error`; `opa_error` where it has none. */
  readonly code: string;
  /** What OPA prints indented below the message, such as the type it found and those it wanted. */
  readonly details?: readonly string[];
}

/** Thrown when OPA could not do what was asked. The message holds one line for each problem. */
export class OpaError extends Error {
  readonly problems: readonly OpaProblem[];

  constructor(problems: readonly OpaProblem[], options?: ErrorOptions) {
    super(problems.map(toLine).join("\n"), options);
    this.name = "OpaError";
    this.problems = problems;
  }
}

function toLine({ file, line, column, message }: OpaProblem): string {
  return line > 0 ? `${file}:${line}:${column}: ${message}` : message;
}
