import type { ConfigurationProblem } from "../../model/errors.ts";

export type Place = Omit<ConfigurationProblem, "message">;

/** Gathers what is wrong with a configuration while it is read, so that everything is told at once. */
export interface Notes {
  readonly problems: ConfigurationProblem[];
  readonly warnings: ConfigurationProblem[];
  problem(place: Place, message: string): void;
  warning(place: Place, message: string): void;
}

export function createNotes(): Notes {
  const problems: ConfigurationProblem[] = [];
  const warnings: ConfigurationProblem[] = [];
  return {
    problems,
    warnings,
    problem: ({ file, line, column }, message) => void problems.push({ file, line, column, message }),
    warning: ({ file, line, column }, message) => void warnings.push({ file, line, column, message }),
  };
}
