// Builds the package: TypeScript to JavaScript, then the policy from its sources, with nothing but Node.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const generated = join(root, "src/policy/generated/policy.ts");

// The generator is TypeScript itself and loads the library, which names the policy that is yet to be made.
if (!existsSync(generated)) {
  mkdirSync(dirname(generated), { recursive: true });
  writeFileSync(generated, 'export const wasm: string = "";\nexport const data: string = "{}";\n');
}

rmSync(join(root, "dist"), { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve("typescript/package.json");
run(process.execPath, [join(dirname(tsc), "bin/tsc"), "-p", "tsconfig.build.json"]);
chmodSync(join(root, "dist/cli/main.js"), 0o755);
run(process.execPath, [join(root, "dist/tools/generate.js"), ...process.argv.slice(2)]);

function run(command, commandArguments) {
  const { status } = spawnSync(command, commandArguments, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
