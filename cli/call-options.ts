import type { Terminal } from "./terminal.ts";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readStrictJson, type StrictJson } from "../src/node/strict-json.ts";
import { CommandError, unreadable } from "./failure.ts";

/** The options that describe one call. */
export interface CallOptions {
  readonly call?: string;
  readonly category?: readonly string[];
  readonly gateway?: string;
  readonly model?: string;
  readonly fallbackModel?: readonly string[];
  readonly endpoint?: string;
  readonly control?: readonly string[];
  readonly only?: readonly string[];
  readonly ignore?: readonly string[];
  readonly credentials?: string;
  readonly byokProvider?: readonly string[];
  readonly feature?: readonly string[];
  readonly tier?: string;
  readonly region?: string;
  readonly now?: string;
}

const describing = ["category", "gateway", "model", "fallbackModel", "endpoint", "control", "only", "ignore", "credentials", "byokProvider", "feature", "tier", "region", "now"] as const;

/** The call that the options name or describe; its shape is for the policy's door to check. */
export async function readCall(options: CallOptions, terminal: Terminal): Promise<StrictJson> {
  const described = describedBy(options);
  if (options.call !== undefined && described.length > 0) throw new CommandError("a call is given by `--call` or by options that describe it, not both; leave one out");
  if (described.length > 0) return { value: callFrom(options) };
  if (options.call === undefined && terminal.stdin.isTTY === true) {
    throw new CommandError("no call is given; name a file with `--call`, or describe it, as with `--category pii --gateway vercel --model zai/glm-4.7`");
  }
  return readStrictJson(await textOf(options.call ?? "-", terminal));
}

/** The options that describe a call, as they are typed. */
export function describedBy(options: CallOptions): readonly string[] {
  return describing.filter((name) => options[name] !== undefined).map((name) => `--${name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`);
}

async function textOf(file: string, terminal: Terminal): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file === "-" ? await allOf(terminal) : readFileSync(resolve(terminal.cwd, file)));
  } catch (error) {
    if (error instanceof TypeError) throw new CommandError(`\`${file}\` is not UTF-8 text; save it as UTF-8`);
    throw unreadable(file, error);
  }
}

async function allOf(terminal: Terminal): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of terminal.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function callFrom(options: CallOptions): unknown {
  const { category, gateway, model, fallbackModel, endpoint, control, only, ignore, credentials, byokProvider, feature, tier, region, now } = options;
  const providers = { ...(only && { only: listOf(only) }), ...(ignore && { ignore: listOf(ignore) }) };
  return {
    categories: listOf(category ?? []),
    ...(gateway !== undefined && { gateway }),
    ...(endpoint !== undefined && { endpoint }),
    ...(model !== undefined && { model }),
    ...(fallbackModel && { fallbackModels: fallbackModel }),
    ...(Object.keys(providers).length > 0 && { providers }),
    ...(control && { controls: Object.fromEntries(listOf(control).map(controlFrom)) }),
    ...(credentials !== undefined && { credentials }),
    ...(byokProvider && { byokProviders: listOf(byokProvider) }),
    ...(feature && { features: listOf(feature) }),
    ...(tier !== undefined && { tier }),
    ...(region !== undefined && { region }),
    ...(now !== undefined && { now }),
  };
}

/** `--category pii,phi` and `--category pii phi` are the same. */
function listOf(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => name.split(",")).map((name) => name.trim()).filter((name) => name !== "");
}

function controlFrom(text: string): readonly [string, unknown] {
  const [name = "", value] = text.split("=");
  if (value === undefined || value === "true") return [name, true];
  return [name, value === "false" ? false : /^\d+$/u.test(value) ? Number(value) : value];
}
