// Builds the package: TypeScript to JavaScript, then the policy from its sources, with nothing but Node.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const generated = join(root, "src/policy/generated/policy.ts");

// The generator is TypeScript itself and loads the library, which names the policy that is yet to be made.
if (!existsSync(generated)) {
  mkdirSync(dirname(generated), { recursive: true });
  writeFileSync(generated, 'export const wasm: string = "";\nexport const data: string = "{}";\n');
}

rmSync(join(root, "dist"), { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve("typescript-7/package.json");
run(process.execPath, [join(dirname(tsc), "bin/tsc"), "-p", "tsconfig.build.json"]);
chmodSync(join(root, "dist/cli/main.js"), 0o755);
run(process.execPath, [join(root, "dist/tools/generate.js"), ...process.argv.slice(2)]);
await vendor();

/** Puts what we use of zod and of the engine into one file each: a process that decides loads two files, not two hundred. */
async function vendor() {
  const folder = join(root, "dist/src/vendor");
  const { metafile } = await build({
    entryPoints: readdirSync(folder).filter((name) => name.endsWith(".js")).map((name) => join(folder, name)),
    outdir: folder,
    allowOverwrite: true,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minifyWhitespace: true,
    metafile: true,
    absWorkingDir: root,
    logLevel: "warning",
  });
  const packages = new Set(Object.keys(metafile.inputs).flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(file)?.[1] ?? []));
  writeFileSync(join(folder, "LICENSES.txt"), [...packages].sort().map(licence).join("\n\n"));
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const file = readdirSync(join(root, folder)).find((each) => /^licen[cs]e/iu.test(each));
  return `${name} ${version} (${license})\n\n${file === undefined ? "" : readFileSync(join(root, folder, file), "utf8")}`;
}

function run(command, commandArguments) {
  const { status } = spawnSync(command, commandArguments, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
