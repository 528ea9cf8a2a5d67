import { run } from "../../cli/run.ts";
import { usualWidth } from "../../cli/terminal.ts";
import { plain } from "../../src/report/paint.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly complaints: string;
}

/** Runs a command line in this process, in a folder, with a text as its standard input. */
export async function runCommand(cwd: string, argv: readonly string[], input?: string | Uint8Array, { width = usualWidth }: { readonly width?: number | undefined } = {}): Promise<Ran> {
  const out: string[] = [];
  const complaints: string[] = [];
  const stdin = Object.assign(
    (async function* () {
      if (input !== undefined) yield typeof input === "string" ? Buffer.from(input) : input;
    })(),
    { isTTY: input === undefined },
  );
  const code = await run(argv, {
    stdin,
    write: async (text) => void out.push(text),
    complain: (text) => void complaints.push(text),
    paint: plain,
    width,
    interactive: false,
    cwd,
  });
  return { code, out: out.join(""), complaints: complaints.join("") };
}
