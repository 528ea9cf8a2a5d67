import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { capabilities, compileRego, nativeBuiltins } from "../opa/index.ts";
import { Call } from "../src/model/call.ts";
import { Decision } from "../src/model/decision.ts";
import { PolicyData } from "../src/model/policy-data.ts";
import { entrypoints } from "../src/node/compile.ts";
import { readProfile } from "../src/node/configuration/load.ts";
import { ConfigurationFile } from "../src/node/configuration/configuration-file.ts";
import { packageRoot } from "../src/node/package-root.ts";
import { shippedRego, withoutTests } from "../src/node/policy-source.ts";
import { policyRevision } from "../src/node/revision.ts";
import { readCatalog } from "./catalog.ts";
import { withRulesTable } from "./rules-table.ts";

/**
 * Makes everything that is generated from another home: the embedded policy, the JSON schemas, the capabilities, the README's table of rules. With
 * `--check` it writes only what git does not keep, and fails where a kept file differs.
 */
async function generate(check: boolean): Promise<readonly string[]> {
  const allowed = await allowedCapabilities();
  const kept: Record<string, string> = {
    "policies/capabilities.json": json(allowed),
    "policies/schemas/call.json": json(z.toJSONSchema(z.strictObject({ call: Call }), { target: "draft-7" })),
    "policies/schemas/decision.json": json(z.toJSONSchema(Decision, { target: "draft-7" })),
    ...readme(),
    "policies/schemas/cordon.yaml.json": json(z.toJSONSchema(ConfigurationFile, { target: "draft-7", io: "input", unrepresentable: "any" })),
  };
  const stale = Object.entries(kept).filter(([file, text]) => isStale(file, text));
  if (!check) for (const [file, text] of stale) write(join(packageRoot(), file), text);

  const module = await policyModule(allowed);
  write(join(packageRoot(), "src/policy/generated/policy.ts"), module);
  // Run from `dist`, the compiled twin of the module is the one that this very build ships.
  const twin = join(dirname(fileURLToPath(import.meta.url)), "../src/policy/generated/policy.js");
  if (existsSync(twin)) write(twin, module.replaceAll(": string", ""));
  return check ? stale.map(([file]) => file) : [];
}

/** The README with its table of rules; nothing in a package that ships without one. */
function readme(): Record<string, string> {
  const path = join(packageRoot(), "README.md");
  return existsSync(path) ? { "README.md": withRulesTable(readFileSync(path, "utf8")) } : {};
}

/** The built-ins that the Wasm runtime has of its own, so that no decision leaves the sandbox for JavaScript. */
async function allowedCapabilities(): Promise<unknown> {
  const [all, native] = await Promise.all([capabilities(), nativeBuiltins()]);
  const names = new Set(native);
  return { ...all, builtins: all.builtins.filter(({ name }) => names.has(name)) };
}

async function policyModule(allowed: unknown): Promise<string> {
  const catalog = readCatalog(join(packageRoot(), "policies/catalog"));
  const organisation = readProfile("baseline");
  const { wasm } = await compileRego({ sources: withoutTests(shippedRego()), entrypoints: [...entrypoints], capabilities: allowed as never });
  const data: PolicyData = PolicyData.parse({ catalog, organisation, revision: policyRevision({ catalog, organisation }, wasm) });
  return [
    "// Made by `npm run build` from `policies/`; not kept in git.",
    `export const wasm: string = ${JSON.stringify(Buffer.from(wasm).toString("base64"))};`,
    `export const data: string = ${JSON.stringify(JSON.stringify(data))};`,
    "",
  ].join("\n");
}

function isStale(file: string, text: string): boolean {
  const path = join(packageRoot(), file);
  return !existsSync(path) || readFileSync(path, "utf8") !== text;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const differing = await generate(process.argv.includes("--check"));
if (differing.length > 0) {
  console.error(`not up to date: ${differing.map((file) => `\`${file}\``).join(", ")}; run \`npm run build\` and commit`);
  process.exitCode = 1;
}
