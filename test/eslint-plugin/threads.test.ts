import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { folderWith } from "../node/folder.ts";
import { root, run } from "../package/run.ts";
import { builtPackage } from "./built.ts";
import { placeOf } from "./hosts.ts";

const entry = (): string => JSON.stringify(pathToFileURL(join(builtPackage(), "dist/eslint-plugin/index.js")).href);
const call = `import { generateText } from "ai";\nexport const answer = generateText({ model: "openai/gpt-5", prompt: "" });\n`;

function project(config: string): string {
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${index}.js`, `${"\n".repeat(index)}${call}`]));
  return folderWith({ ...files, "package.json": '{ "type": "module" }', "eslint.config.js": `import cordon from ${entry()};\nexport default [${config}];\n`, "node_modules/.keep": "" });
}

async function eslint(folder: string, words: readonly string[]): Promise<readonly ESLint.LintResult[]> {
  const { out, complaints } = await run(process.execPath, [join(root, "node_modules/eslint/bin/eslint.js"), "--format", "json", ...words, "."], { cwd: folder });
  if (!out.startsWith("[")) throw new Error(complaints);
  return JSON.parse(out) as ESLint.LintResult[];
}

const expected = Array.from({ length: 12 }, (_, index) => `${index}.js ${index + 2}:23-${index + 2}:35 require-controls`).toSorted();
const places = (folder: string, results: readonly ESLint.LintResult[]): readonly string[] =>
  results.flatMap(({ filePath, messages }) => messages.filter(({ severity }) => severity === 2).map((message) => `${filePath.slice(folder.length + 1)} ${placeOf(message)}`)).toSorted();

describe("with `eslint --concurrency`", { timeout: 120_000 }, () => {
  it("threads find what one finds", async () => {
    const folder = project("cordon.configs.recommended");
    expect(places(folder, await eslint(folder, ["--concurrency", "2"]))).toEqual(expected);
    expect(places(folder, await eslint(folder, ["--concurrency", "off"]))).toEqual(expected);
  });

  it("threads fix what is to be fixed", async () => {
    const folder = project("cordon.createConfig({ fix: true })");
    expect(places(folder, await eslint(folder, ["--concurrency", "2", "--fix"]))).toEqual([]);
    expect(readFileSync(join(folder, "3.js"), "utf8")).toContain('prompt: "", providerOptions: { gateway: { zeroDataRetention: true } } }');
  });

  it("threads keep one cache, which stays true", async () => {
    const folder = project("cordon.createConfig()");
    const words = ["--concurrency", "2", "--cache"];
    expect(places(folder, await eslint(folder, words))).toEqual(expected);
    expect(places(folder, await eslint(folder, words))).toEqual(expected);
    writeFileSync(join(folder, "cordon.yaml"), "version: 1\ntaxonomy: { default: public }\n");
    expect(places(folder, await eslint(folder, words))).toEqual([]);
  });
});

describe("with `eslint --cache`", { timeout: 120_000 }, () => {
  it("files that were not judged for a configuration that was not sound are judged when it is", async () => {
    const folder = project("cordon.createConfig()");
    writeFileSync(join(folder, "cordon.yaml"), "version: 1\nextnds: baseline\n");
    const problems = (await eslint(folder, ["--cache"])).flatMap(({ messages }) => messages);
    expect(problems.map(({ messageId }) => messageId)).toEqual(["problem"]);
    writeFileSync(join(folder, "cordon.yaml"), "version: 1\n");
    expect(places(folder, await eslint(folder, ["--cache"]))).toEqual(expected);
  });
});

describe("in a thread", { timeout: 60_000 }, () => {
  it("a policy with requirements of the organisation's own is compiled", async () => {
    const name = `thread_${process.pid}_${Date.now()}`;
    const rego = `# METADATA\n# title: Own\n# description: An organisation's own requirement.\npackage org.requirements.${name}\n\nimport data.cordon.demands\nimport data.cordon.standings\n\n# METADATA\n# description: Every standing\nunmet contains {"standing": place, "category": demand.category, "need": "nothing", "found": "a call"} if {\n\tsome demand in demands.all\n\tsome place, _ in standings.all\n}\n`;
    const folder = folderWith({ "cordon.yaml": "version: 1\npolicies: ./rego\n", [`rego/${name}.rego`]: rego });
    const script = `
      const { createRequire } = require("node:module");
      const { parentPort } = require("node:worker_threads");
      const { Linter } = createRequire(${JSON.stringify(join(root, "package.json"))})("eslint");
      import(${entry()}).then(({ default: plugin }) => {
        const messages = new Linter({ configType: "flat", cwd: ${JSON.stringify(folder)} }).verify(${JSON.stringify(call)}, [plugin.configs.recommended], "a.js");
        parentPort.postMessage(messages.map(({ ruleId }) => ruleId));
      });`;
    const worker = new Worker(script, { eval: true });
    const rules = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
    await worker.terminate();
    expect(rules).toEqual(["cordon/no-denied-call", "cordon/require-category"]);
  });
});
