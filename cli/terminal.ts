import { createColors } from "picocolors";
import { plain, type Paint } from "../src/report/paint.ts";
import { hindrance } from "./output-file.ts";

/** What a command may touch of the process around it. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined };
  /** Resolves once more may be written. */
  write(text: string): Promise<void>;
  complain(text: string): void;
  readonly paint: Paint;
  /** How many columns a line may have. */
  readonly width: number;
  /** Whether a person can be asked. */
  readonly interactive: boolean;
  /** Whether complaints go to a screen, where a line can be rewritten. */
  readonly live?: boolean;
  readonly cwd: string;
}

/** The columns where nobody's terminal says how many there are. */
export const usualWidth = 100;

/** The terminal of this process. Colour only where somebody sees it, and never against `NO_COLOR`. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const wanted = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0" ? true : stdout.isTTY === true && env["TERM"] !== "dumb";
  const coloured = wanted && (env["NO_COLOR"] ?? "") === "";
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader of a pipe has seen enough, as with `| head`.
    if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
    stderr.write(`cordon: the answer cannot be written: ${hindrance(error)}\n`, () => process.exit(2));
  });
  // Nobody is there to be told.
  stderr.on("error", () => undefined);
  return {
    stdin,
    write: (text) => new Promise((resolve) => void stdout.write(text, () => resolve())),
    complain: (text) => void stderr.write(text),
    paint: coloured ? colours() : plain,
    width: stdout.isTTY === true && stdout.columns > 0 ? stdout.columns : usualWidth,
    interactive: stdin.isTTY === true && stdout.isTTY === true,
    live: stderr.isTTY === true && env["TERM"] !== "dumb",
    cwd: process.cwd(),
  };
}

function colours(): Paint {
  const { green, yellow, red, bold, dim } = createColors(true);
  return { good: green, doubtful: yellow, bad: red, strong: bold, faint: dim };
}
