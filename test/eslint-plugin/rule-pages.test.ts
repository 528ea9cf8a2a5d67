import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as typescript from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { ruleNames } from "../../rules/rule.ts";
import { folderWith } from "../node/folder.ts";
import { root } from "../package/run.ts";
import { realPlugin } from "./plugin.ts";

const plugin = realPlugin();
const folder = join(root, "docs/rules");
const pages = ruleNames.map((name) => ({ name, text: readFileSync(join(folder, `${name}.md`), "utf8") }));

describe("docs/rules", () => {
  it("has a page for each rule and no other", () => {
    expect(readdirSync(folder).toSorted()).toEqual(ruleNames.map((name) => `${name}.md`).toSorted());
  });

  describe.each(pages)("$name", ({ name, text }) => {
    it("begins with the rule's description", () => {
      expect(text.split("\n")[0]).toBe(plugin.rules[name].meta?.docs?.description);
    });

    it("says how the configurations set the rule", () => {
      const { recommended, strict } = plugin.configs;
      const level = (config: Linter.Config): unknown => [config.rules?.[`cordon/${name}`]].flat()[0];
      expect(text).toContain(`\n| ${String(level(recommended))} | ${String(level(strict))} |`);
    });

    it("names the options that the rule has", () => {
      const stated = [...text.matchAll(/^"cordon\/.*\{ ([^}]*) \}\]$/gmu)].flatMap(([, options]) => options!.split(", ").map((option) => option.split(":")[0]!));
      const [schema] = plugin.rules[name].meta?.schema as unknown as readonly [{ readonly properties: object }];
      expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(stated));
    });

    const examples = [...text.matchAll(/^```ts (correct|incorrect)\n([\s\S]*?)^```/gmu)].map(([, kind, code], index) => ({ kind, code: code!, number: index + 1 }));

    it("shows both kinds of examples", () => {
      expect(new Set(examples.map(({ kind }) => kind))).toEqual(new Set(["correct", "incorrect"]));
    });

    it.each(examples)("has an example $number that is $kind", ({ kind, code }) => {
      const linter = new Linter({ configType: "flat", cwd: folderWith() });
      const messages = linter.verify(code, [{ files: ["**/*.ts"], languageOptions: { parser: typescript } }, { plugins: { cordon: plugin }, rules: { [`cordon/${name}`]: "error" } }], "example.ts");
      expect(messages.map(({ message }) => message)).toHaveLength(kind === "incorrect" ? 1 : 0);
    });
  });
});
