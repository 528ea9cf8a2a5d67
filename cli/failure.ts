import { ConfigurationError, GuardError, type ConfigurationProblem } from "../src/model/errors.ts";
import type { Terminal } from "./terminal.ts";

/** Ends a command that could not run, with a sentence for the person who typed it. */
export class CommandError extends Error {}

const troubles: Readonly<Record<string, string>> = {
  ENOENT: "does not exist; check the name",
  EACCES: "may not be read or written; check its permissions",
  EPERM: "may not be read or written; check its permissions",
  EISDIR: "is a folder; name a file",
  ENOTDIR: "lies in what is no folder; check the name",
  ELOOP: "is a link that leads back to itself; check the name",
  ENOSPC: "cannot be written, the disk is full; make room",
  EROFS: "cannot be written, the disk can only be read; name another place",
};

/** The error for a file, named as it was typed, that cannot be read. */
export function unreadable(name: string, error: unknown): CommandError {
  const { code = "unknown" } = error as NodeJS.ErrnoException;
  return new CommandError(`\`${name}\` ${troubles[code] ?? `cannot be read (${code}); check the name and its permissions`}`, { cause: error });
}

/** Tells why a command could not run; the exit code is 2. */
export function tellFailure(error: unknown, terminal: Terminal): 2 {
  if (GuardError.isInstance(error) && error.code === "invalid_configuration") {
    tellProblems((error as ConfigurationError).problems, terminal);
  } else if ((error as Error).name === "OpaError") {
    // By its name: the compiler is not loaded for those who do not compile.
    tellProblems((error as unknown as ConfigurationError).problems.map((problem) => ({ ...problem, file: problem.file || "policies", line: Math.max(1, problem.line), column: Math.max(1, problem.column) })), terminal);
  } else if (error instanceof CommandError || GuardError.isInstance(error)) {
    terminal.complain(`cordon: ${error.message}\n`);
  } else {
    const { code, path, message } = error as NodeJS.ErrnoException;
    const plain = troubles[code ?? ""];
    terminal.complain(`cordon: ${plain === undefined ? `stopped by an error of its own, which is worth a report: ${message}` : `\`${path ?? "a file"}\` ${plain}`}\n`);
  }
  return 2;
}

export function tellProblems(problems: readonly ConfigurationProblem[], terminal: Terminal): void {
  for (const { file, line, column, message } of problems) terminal.complain(`cordon: ${file}:${line}:${column}: ${message}\n`);
}

export function tellWarnings(warnings: readonly ConfigurationProblem[], terminal: Terminal): void {
  for (const { file, line, column, message } of warnings) terminal.complain(`cordon: warning: ${file}:${line}:${column}: ${message}\n`);
}
