import parser from "@typescript-eslint/parser";
import cordon from "cordon/eslint-plugin";

const sources = ["**/*.{ts,mts,js,mjs}"];

/** We lint ourselves with our own plugin. What the demonstration does wrong on purpose stands in the baseline. */
export default [
  { ignores: ["dist/", "test/", "**/*.d.ts", "src/policy/generated/"] },
  { files: sources, languageOptions: { parser } },
  { ...cordon.configs.recommended, files: sources, settings: { cordon: { baseline: "cordon-baseline.json" } } },
];
