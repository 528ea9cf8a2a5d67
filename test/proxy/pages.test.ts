import { existsSync, readFileSync } from "node:fs";
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { loadConfiguration } from "../../src/node/index.ts";
import { packageRoot } from "../../src/node/package-root.ts";
import { codeBlocks } from "../demo/code-blocks.ts";
import { folderWith } from "../node/folder.ts";

const root = packageRoot();
const main = join(root, "dist", "cli", "main.js");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

interface Container {
  readonly args?: readonly string[];
  readonly volumeMounts?: readonly unknown[];
}
interface Manifest {
  readonly kind: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: { readonly template: { readonly spec: { readonly initContainers: readonly Container[] } } };
}
const manifests = parseAllDocuments(read("examples/kubernetes/side-car.yaml"), { merge: true }).map((document) => document.toJS() as Manifest);

const told = ["docs/proxy.md", "README.md"]
  .flatMap((page) => codeBlocks(read(page)))
  .filter(({ language }) => language === "bash" || language === "sh")
  .flatMap(({ text }) => text.replaceAll("\\\n", " ").split("\n"))
  .filter((line) => line.startsWith("npx cordon proxy "))
  .map((line) => line.split(/\s+/u).slice(2));
const sideCar = manifests.flatMap(({ spec }) => spec?.template.spec.initContainers ?? []).flatMap(({ args }) => (args === undefined ? [] : [["proxy", ...args]]));

/** The words with free ports, so that nothing else on the machine is in the way. */
function anywhere(words: readonly string[]): readonly string[] {
  const free = words.map((word, index) => (words[index - 1] === "--listen" ? word.replace(/^\d+/u, "0") : word.replace(/^--port=\d+$/u, "--port=0")));
  return free.includes("--listen") || free.includes("--port=0") ? free : [...free, "--port", "0"];
}

describe.skipIf(!existsSync(join(root, "dist/cli/proxy.js")))("the lines that start a proxy", () => {
  it.each([...told, ...sideCar].map((words) => [words.join(" "), words] as const))("do: cordon %s", { timeout: 60_000 }, async (_, words) => {
    const cwd = folderWith();
    if (words.includes("--client-ca")) {
      const made = spawnSync("openssl", "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=x -keyout server.key -out server.pem".split(" "), { cwd });
      if (made.status !== 0) return;
      spawnSync("cp", ["server.pem", "callers.pem"], { cwd });
    }
    const child = spawn(process.execPath, [main, ...anywhere(words)], { cwd, env: { ...process.env, TEAM_KEY: "x", CORDON_TOKEN: "x", AI_GATEWAY_API_KEY: "x" }, stdio: ["ignore", "pipe", "pipe"] });
    const complaints: string[] = [];
    child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const first = await Promise.race([new Promise<string>((resolve) => child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString()))), ended]);
    child.kill("SIGTERM");
    expect([String(first).includes(`"message":"listening"`), await ended, complaints.join("")]).toEqual([true, 0, ""]);
  });
});

describe("the example for Kubernetes", () => {
  it("holds a configuration that is sound", () => {
    const text = manifests.find(({ kind }) => kind === "ConfigMap")?.data?.["cordon.yaml"] ?? "";
    expect(loadConfiguration({ cwd: folderWith({ "cordon.yaml": text }) }).warnings).toEqual([]);
  });

  it("has a side-car, and mounts its configuration as a folder", () => {
    expect(sideCar).toHaveLength(1);
    expect(JSON.stringify(manifests)).not.toContain("subPath");
  });
});

describe("the container", () => {
  const text = read("Dockerfile");

  it("holds what the package needs at run time", () => {
    const { files } = JSON.parse(read("package.json")) as { files: readonly string[] };
    for (const file of files.filter((each) => /^(?:opa|policies)/u.test(each))) expect(text).toContain(file);
    expect(text).toContain("/build/dist dist");
  });

  it("runs as a user without rights", () => {
    expect(text.split("\n").findLast((line) => line.startsWith("USER"))).toBe("USER node");
  });
});
