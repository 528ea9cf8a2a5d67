// One measurement in a process of its own, for `lint.mjs`.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import cordon from "cordon/eslint-plugin";

const [mode, folder] = process.argv.slice(2);
const sources = "**/*.{ts,tsx,mts,cts,js,mjs,jsx}";

function linter({ rules = true, project = false, settings = {} } = {}) {
  return new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    stats: true,
    overrideConfig: [
      { ignores: ["**/dist/**", "**/.*/**"] },
      { files: [sources], linterOptions: { reportUnusedDisableDirectives: "off" }, languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true }, ...(project ? { projectService: true, tsconfigRootDir: folder } : {}) } } },
      ...(rules ? [{ ...cordon.configs.recommended, files: [sources], settings }] : []),
    ],
  });
}

const modes = {
  plain: () => whole({ rules: false }),
  times: () => whole({}),
  typed: () => whole({ rules: false, project: true }),
  async candidates() {
    const eslint = linter();
    const files = [];
    const results = await eslint.lintFiles([folder]);
    for (const result of [...results, ...(await eslint.lintFiles([folder]))].slice(results.length)) {
      const spent = ruleTime(result);
      if (spent > 0.2) files.push(spent);
    }
    return { files };
  },
  async keystroke() {
    const [file, text] = firstCaller();
    const classified = `import type { Classified } from "cordon";\nexport type Note = Classified<"pii", string>;\n${text.replaceAll("prompt: string", "prompt: Note")}`;
    const sample = async (eslint, base) => {
      const times = [];
      for (let edit = 0; edit < 60; edit += 1) {
        const start = performance.now();
        await eslint.lintText(`${base}\n// ${"x".repeat(edit)}\n`, { filePath: file });
        if (edit >= 20) times.push(performance.now() - start);
      }
      return times;
    };
    return { plain: await sample(linter({ rules: false }), text), plugin: await sample(linter(), text), types: await sample(linter(), classified) };
  },
  async edits() {
    const [file, text] = firstCaller();
    const eslint = linter();
    const heap = [];
    for (let edit = 0; edit < 1000; edit += 1) {
      await eslint.lintText(`${text}\n// ${edit}\n`, { filePath: file });
      if (edit === 19 || edit % 100 === 99) {
        globalThis.gc();
        heap.push(process.memoryUsage().heapUsed / 1e6);
      }
    }
    return { heap };
  },
};

async function whole(options) {
  const start = performance.now();
  const results = await linter(options).lintFiles([folder]);
  const total = performance.now() - start;
  const parse = sum(results, (result) => sum(result.stats?.times?.passes ?? [], (pass) => pass.parse.total));
  return { total, parse, rule: sum(results, ruleTime), files: results.length, findings: sum(results, ({ messages }) => messages.length) };
}

function ruleTime({ stats }) {
  return sum(stats?.times?.passes ?? [], ({ rules = {} }) => sum(Object.entries(rules).filter(([name]) => name.startsWith("cordon/")), ([, { total }]) => total));
}

function firstCaller() {
  const names = readdirSync(join(folder, "src")).filter((name) => name.endsWith(".ts"));
  const texts = names.map((name) => [join(folder, "src", name), readFileSync(join(folder, "src", name), "utf8")]);
  return texts.find(([, text]) => text.includes("answer") && text.includes("generateText({")) ?? texts[0];
}

function sum(list, number) {
  return list.reduce((total, each) => total + number(each), 0);
}

console.log(JSON.stringify(await modes[mode]()));
