import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import type { Guard } from "../src/guard/guard.ts";
import { createGuardFrom } from "../src/guard/guard.ts";
import { Call } from "../src/model/call.ts";
import type { Decision } from "../src/model/decision.ts";
import { openPolicy } from "../src/node/open-policy.ts";
import { readStrictJson, type StrictJson } from "../src/node/strict-json.ts";
import { decisionText } from "../src/report/decision-text.ts";
import { describedBy, readCall, type CallOptions } from "./call-options.ts";
import { callProblem } from "./call-problem.ts";
import { CommandError, tellWarnings, unreadable } from "./failure.ts";
import { linesOf, type Line } from "./lines.ts";
import type { Terminal } from "./terminal.ts";

export interface DecideOptions extends CallOptions {
  readonly calls?: string;
  readonly bundle?: string;
  readonly config?: string;
  readonly format: "json" | "text";
}

/** `cordon decide`: calls in, decisions out. */
export async function decide(options: DecideOptions, terminal: Terminal): Promise<number> {
  const { calls, call, format } = options;
  if (calls !== undefined && call !== undefined) throw new CommandError("`--call` and `--calls` exclude each other; leave one out");
  const [described] = calls === undefined ? [] : describedBy(options);
  if (described !== undefined) throw new CommandError(`\`--calls\` takes each call whole from its line, so \`${described}\` would have no effect; leave it out, or write it into the lines`);
  if (calls !== undefined && format === "text") throw new CommandError("`--calls` answers in JSON Lines only; leave `--format text` out, or give one call with `--call`");
  const { policy, warnings } = await openPolicy({ cwd: terminal.cwd, config: options.config, bundle: options.bundle && resolve(terminal.cwd, options.bundle) });
  tellWarnings(warnings, terminal);
  const guard = createGuardFrom(policy);
  if (calls !== undefined) return decideLines(guard, calls, terminal);
  const read = await readCall(options, terminal);
  const decision = decideRead(guard, read);
  await terminal.write(format === "json" ? `${JSON.stringify(decision, null, 2)}\n` : decisionText(partOf(read), decision, terminal.paint));
  return decision.effect === "deny" ? 1 : 0;
}

/** Decides on what was read, also where that is no call; in a file of many, what is wrong is told with its line. */
export function decideRead(guard: Guard, read: StrictJson, line?: number): Decision {
  if (!("value" in read)) return refusal(guard, `line ${line ?? read.line}, column ${read.column}: not JSON: ${read.message}`);
  const decision = guard.decide(read.value as Call);
  const problem = decision.reasons[0]?.code === "invalid-call" ? callProblem(read.value) : undefined;
  return problem === undefined ? decision : withFound(decision, `${line === undefined ? "" : `line ${line}: `}${problem}`);
}

/** What a report may say of a call that may be none: nothing of that. */
export function partOf(read: StrictJson): Partial<Call> {
  return ("value" in read ? Call.safeParse(read.value).data : undefined) ?? {};
}

async function decideLines(guard: Guard, file: string, terminal: Terminal): Promise<number> {
  let denied = false;
  for await (const line of linesOf(await streamOf(file, terminal))) {
    if (line.text?.replace(/^\uFEFF/u, "").trim() === "") continue;
    const decision = decideLine(guard, line);
    denied ||= decision.effect === "deny";
    await terminal.write(`${JSON.stringify(decision)}\n`);
  }
  return denied ? 1 : 0;
}

function decideLine(guard: Guard, { number, text, trouble }: Line): Decision {
  return text === undefined ? refusal(guard, `line ${number}: ${trouble ?? "not a line"}`) : decideRead(guard, readStrictJson(text), number);
}

/** The guard's own answer to what is no call, with what is known of why. */
function refusal(guard: Guard, found: string): Decision {
  return withFound(guard.decide(null as unknown as Call), found);
}

function withFound(decision: Decision, found: string): Decision {
  return { ...decision, reasons: decision.reasons.map((reason) => ({ ...reason, found })) };
}

async function streamOf(file: string, terminal: Terminal): Promise<AsyncIterable<Uint8Array | string>> {
  if (file === "-") return terminal.stdin;
  try {
    const handle = await open(resolve(terminal.cwd, file));
    if ((await handle.stat()).isDirectory()) {
      await handle.close();
      throw Object.assign(new Error(), { code: "EISDIR" });
    }
    return createReadStream("", { fd: handle });
  } catch (error) {
    throw unreadable(file, error);
  }
}
