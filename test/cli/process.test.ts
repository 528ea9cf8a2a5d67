import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/node/package-root.ts";
import { folderWith } from "../node/folder.ts";

const main = join(packageRoot(), "dist", "cli", "main.js");
const call = JSON.stringify({ categories: ["public"], gateway: "vercel" });

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly complaints: string;
}

/** Runs the built command under a shell, where pipes are what they are for people. */
function shell(cwd: string, line: string): Promise<Ended & { readonly out: string }> {
  return new Promise((resolve) => {
    const child = spawn("bash", ["-c", `set -o pipefail; cordon() { "$NODE" "$MAIN" "$@"; }; ${line}`], { cwd, env: { ...process.env, NODE: process.execPath, MAIN: main, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "pipe"] });
    const [out, complaints]: [string[], string[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk.toString()));
    child.on("close", (code, signal) => resolve({ code, signal, out: out.join(""), complaints: complaints.join("") }));
  });
}

describe.skipIf(process.platform === "win32" || !existsSync(main))("the process of a command", () => {
  it.each(["matrix", "matrix --format html", "matrix --format json", "catalog list", "catalog sources --format json", "decide --calls many.jsonl", "explain --category pii --gateway vercel", "--help"])("ends quietly when nobody reads on: %s", async (line) => {
    const cwd = folderWith({ "many.jsonl": `${call}\n`.repeat(5000) });
    const { code, out, complaints } = await shell(cwd, `cordon ${line} | head -n 1`);
    expect([code, complaints, out.split("\n").length]).toEqual([0, "", 2]);
  });

  it("keeps its exit code when nobody reads what it complains of", async () => {
    expect(await shell(folderWith(), "{ cordon matrix --nope 2>&1 >&3 | head -n 0; echo ${PIPESTATUS[0]}; } 3>&1")).toMatchObject({ out: "2\n", complaints: "" });
  });

  it.skipIf(!existsSync("/dev/full"))("says that the answer could not be written", async () => {
    expect(await shell(folderWith(), "cordon matrix > /dev/full")).toMatchObject({ code: 2, complaints: "cordon: the answer cannot be written: the disk is full; make room\n" });
  });

  it("writes to what is no plain file as it is", async () => {
    const { code, out } = await shell(folderWith(), "cordon matrix --gateway ollama --format json --out /dev/stdout | cat");
    expect([code, (JSON.parse(out) as { rows: unknown[] }).rows.length]).toEqual([0, 1]);
  });

  it("is 100 columns wide where there is no terminal, whatever the shell says", async () => {
    const { out } = await shell(folderWith(), "COLUMNS=300 cordon matrix");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("stops at once, without a word, when it is interrupted", async () => {
    const child = spawn(process.execPath, [main, "decide", "--calls", "-"], { cwd: folderWith(), stdio: ["pipe", "pipe", "pipe"] });
    const complaints: string[] = [];
    child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk.toString()));
    child.stdin.write(`${call}\n`);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGINT");
    const ended = await new Promise<Ended>((resolve) => child.on("close", (code, signal) => resolve({ code, signal, complaints: complaints.join("") })));
    expect(ended).toEqual({ code: null, signal: "SIGINT", complaints: "" });
  });
});
