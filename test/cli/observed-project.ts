import { spawn } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { asOpenRouter, serve } from "../node/register/guarded-process.ts";
import { folderWith } from "../node/folder.ts";
import { root } from "../package/run.ts";

export interface ObservedProject {
  readonly cwd: string;
  /** Runs a program with `--import cordon/register`, by default in the mode `observe`; what it said. */
  start(name: string, options?: { readonly environment?: Readonly<Record<string, string>>; readonly flags?: readonly string[] }): Promise<string>;
}

/** A small project in a folder of its own, with a server at `BASE` that it takes for OpenRouter. */
export async function observedProject(register: string, files: Readonly<Record<string, string>>): Promise<ObservedProject> {
  const gateway = await serve();
  const cwd = folderWith({ "package.json": '{ "type": "module" }', ...asOpenRouter(gateway.address), ...files });
  symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"), "dir");
  const { NODE_OPTIONS: _, VITEST: __, ...inherited } = process.env;
  const start: ObservedProject["start"] = (name, { environment = { CORDON_MODE: "observe" }, flags = [] } = {}) =>
    new Promise((resolve) => {
      const env = { ...inherited, BASE: `${gateway.address.replace("127.0.0.1", "localhost")}/api/v1`, ...environment };
      const child = spawn(process.execPath, [...flags, "--import", register, name], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
      const said: string[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk.toString()));
      child.on("close", (code) => resolve(`${said.join("")}${code === 0 ? "" : `exit ${code}`}`));
    });
  return { cwd, start };
}
