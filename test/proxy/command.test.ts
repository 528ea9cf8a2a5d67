import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { packageRoot } from "../../src/node/package-root.ts";
import { runCommand } from "../cli/run-command.ts";
import { folderWith } from "../node/folder.ts";
import { configuration, until } from "./running.ts";
import { startStub } from "./stub.ts";

const main = join(packageRoot(), "dist", "cli", "main.js");
const isBuilt = existsSync(join(packageRoot(), "dist", "cli", "proxy.js"));
const upstream = ["--upstream", "vercel=https://ai-gateway.vercel.sh"];

describe("`cordon proxy` that could not run", () => {
  it.each([
    ["without an upstream", [], "needs an upstream"],
    ["on an address that others reach", [...upstream, "--host", "0.0.0.0", "--port", "0"], "does not listen on `0.0.0.0:0`"],
    ["on one of several", [...upstream, "--port", "0", "--listen", "0.0.0.0:0=pii"], "does not listen on `0.0.0.0:0`"],
    ["with a token that is not set", [...upstream, "--token-env", "NOT_SET_ANYWHERE"], "`NOT_SET_ANYWHERE`, which is to hold the token of the callers, is not set"],
    ["with a certificate alone", [...upstream, "--tls-cert", "a.pem"], "`--tls-cert` and `--tls-key` together"],
    ["with a category that nobody knows", [...upstream, "--port", "0", "--category", "pi"], "`pi` is no category"],
    ["with a port that is none", [...upstream, "--port", "99999"], "up to 65535"],
    ["with a size that is none", [...upstream, "--max-body", "many"], "number of bytes"],
    ["with a mode that is none", [...upstream, "--mode", "off"], "Allowed choices are amend, enforce, observe"],
    ["with a configuration that is not there", [...upstream, "--port", "0", "--config", "none.yaml"], "none.yaml"],
    ["with words that it does not know", [...upstream, "extra"], "too many arguments"],
  ])("says why and ends with 2: %s", async (_, words, message) => {
    const { code, out, complaints } = await runCommand(folderWith(), ["proxy", ...words]);
    expect([code, out]).toEqual([2, ""]);
    expect(complaints).toContain(message);
  });
});

describe.skipIf(process.platform === "win32" || !isBuilt)("the process of `cordon proxy`", () => {
  async function start(words: readonly string[] = []) {
    const stub = await startStub();
    const cwd = folderWith({ "cordon.yaml": configuration({ vercel: stub }) });
    const child = spawn(process.execPath, [main, "proxy", "--port", "0", "--upstream", `vercel=${stub.url}`, "--category", "public", ...words], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    const out: string[] = [];
    const complaints: string[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk.toString()));
    const lines = () => out.join("").split("\n").slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>);
    await until(() => lines().length > 0, 20_000);
    const ended = new Promise<readonly [number | null, string]>((resolve) => child.once("close", (code) => resolve([code, complaints.join("")])));
    return { stub, child, cwd, lines, ended, url: String(lines()[0]?.["url"]) };
  }
  const ask = (url: string) => fetch(`${url}/vercel/v1/chat/completions`, { method: "POST", headers: { "content-type": "application/json" }, body: `{"model":"m"}` });

  it.each(["SIGTERM", "SIGINT"] as const)("finishes its streams and ends with 0 on %s", async (signal) => {
    const { stub, child, ended, lines, url } = await start();
    let end: () => void = () => undefined;
    stub.answer = (_, response) => {
      response.writeHead(200).write("one");
      end = () => void response.end("two");
    };
    const response = await ask(url);
    child.kill(signal);
    await until(() => fetch(`${url}/-/health`).then(() => false, () => true));
    end();
    expect(await response.text()).toBe("onetwo");
    expect(await ended).toEqual([0, ""]);
    expect(lines().at(-1)).toMatchObject({ message: "ended", cutOff: 0 });
  });

  it("cuts streams off after its grace time, or at once when it is told again", async () => {
    for (const [words, signals] of [[["--grace", "0.2"], 1], [["--grace", "60"], 2]] as const) {
      const { stub, child, ended, url } = await start(words);
      stub.answer = (_, response) => void response.writeHead(200).write("one");
      const text = (await ask(url)).text().catch(() => "cut");
      for (let count = 0; count < signals; count += 1) {
        child.kill("SIGTERM");
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect([await text, await ended]).toEqual(["cut", [0, ""]]);
    }
  });

  it("reads its configuration anew on SIGHUP", async () => {
    const { stub, child, cwd, lines, url } = await start();
    writeFileSync(join(cwd, "cordon.yaml"), configuration({ vercel: stub }, { requirements: { public: { prohibited: true } } }));
    child.kill("SIGHUP");
    await until(async () => (await ask(url)).status === 403);
    await until(() => Promise.resolve(lines().some(({ message }) => message === "configuration read anew")));
  });
});
