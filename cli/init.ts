import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { packageManifest } from "../src/node/package-root.ts";
import { suggestion } from "../src/node/configuration/suggestion.ts";
import { embeddedData } from "../src/policy/embedded.ts";
import { CommandError } from "./failure.ts";
import { configurationText, nextSteps, type Choices } from "./init-text.ts";
import { hindrance } from "./output-file.ts";
import type { Terminal } from "./terminal.ts";

export interface InitOptions {
  readonly yes?: boolean;
  readonly force?: boolean;
}

const usual: Choices = { profile: "baseline", refuseUndeclared: false, mode: "amend", gateways: [] };

/** `cordon init`: writes a `cordon.yaml` to start from. */
export async function init({ yes = false, force = false }: InitOptions, terminal: Terminal): Promise<number> {
  const file = join(terminal.cwd, "cordon.yaml");
  if (existsSync(file) && !force) throw new CommandError("`cordon.yaml` exists; edit it, or overwrite it with `--force`");
  if (!yes && !terminal.interactive) throw new CommandError("there is nobody to ask here; take the usual choices with `--yes`");
  const choices = yes ? usual : await ask(terminal);
  try {
    writeFileSync(file, configurationText(choices), { flag: force ? "w" : "wx" });
  } catch (cause) {
    throw new CommandError(`\`cordon.yaml\` cannot be written: ${hindrance(cause)}`, { cause });
  }
  await terminal.write(nextSteps(packageManifest()));
  return 0;
}

type Question = (text: string) => Promise<string>;

async function ask(terminal: Terminal): Promise<Choices> {
  const lines = createInterface({ input: terminal.stdin as NodeJS.ReadStream, output: process.stdout });
  const gone = new AbortController();
  lines.once("close", () => gone.abort());
  const question: Question = async (text) => {
    try {
      return await lines.question(text, { signal: gone.signal });
    } catch (cause) {
      throw new CommandError("the questions were left unanswered, so nothing was written; take the usual choices with `--yes`", { cause });
    }
  };
  const choose = async <Name extends string>(asked: string, names: readonly Name[], usually: Name): Promise<Name> => {
    for (;;) {
      const answer = (await question(`${asked}\n  ${names.map((name) => (name === usually ? terminal.paint.strong(`[${name}]`) : name)).join(" / ")} `)).trim();
      const name = names.find((each) => each === (answer === "" ? usually : answer));
      if (name !== undefined) return name;
      await terminal.write(`  \`${answer}\` is none of these; ${suggestion(answer, names)}\n`);
    }
  };
  try {
    const profile = await choose("Where to start from? (strict keeps personal data off shared services, tiers has Public to Regulated)", ["baseline", "strict", "tiers"], usual.profile);
    const undeclared = await choose("A call that declares no category: treat its data as confidential, or refuse it?", ["confidential", "refuse"], "confidential");
    const mode = await choose("A call that lacks a privacy setting: add it (amend), refuse the call (enforce), or only record (observe)?", ["amend", "enforce", "observe"], usual.mode);
    const gateways = await gatewaysFrom(question, terminal);
    return { profile, refuseUndeclared: undeclared === "refuse", mode, gateways };
  } finally {
    lines.close();
  }
}

async function gatewaysFrom(question: Question, terminal: Terminal): Promise<Choices["gateways"]> {
  const known = Object.values(embeddedData().catalog.gateways).filter(({ kind }) => kind === "gateway").map(({ id }) => id).sort();
  const answer = await question(`Which gateways are in use, if any? (${known.join(", ")}) `);
  const chosen: { readonly id: string; readonly credentials: "system" | "byok" | "unknown" }[] = [];
  for (const id of answer.split(/[\s,]+/u).filter((name) => name !== "")) {
    if (!known.includes(id)) {
      await terminal.write(`  \`${id}\` is left out: the catalogue has no such gateway; ${suggestion(id, known)}\n`);
      continue;
    }
    const own = (await question(`Are keys of your own stored in the account at ${id}? yes / no / [unknown] `)).trim().toLowerCase();
    chosen.push({ id, credentials: own.startsWith("y") ? "byok" : own.startsWith("n") ? "system" : "unknown" });
  }
  return chosen;
}
