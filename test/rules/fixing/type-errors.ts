import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const repository = join(import.meta.dirname, "../../..");

const configuration = {
  compilerOptions: {
    target: "es2023",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2023", "dom", "dom.iterable"],
    jsx: "preserve",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    resolveJsonModule: true,
    types: ["node"],
    // The package is not installed under its own name in its own repository.
    paths: { cordon: ["./cordon/src/index.ts"], "cordon/node": ["./cordon/src/node/index.ts"], "cordon/ai-sdk": ["./cordon/src/adapters/ai-sdk/index.ts"], "cordon/fetch": ["./cordon/src/adapters/fetch/index.ts"] },
    allowImportingTsExtensions: true,
  },
  include: ["fixtures"],
};

/** The codes of what `tsc` says of each file, by its name; a code is there as often as it is said. */
export async function typeErrors(texts: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, readonly string[]>> {
  const folder = mkdtempSync(join(tmpdir(), "cordon-types-"));
  try {
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
    symlinkSync(repository, join(folder, "cordon"));
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration));
    for (const [name, text] of texts) {
      mkdirSync(dirname(join(folder, "fixtures", name)), { recursive: true });
      writeFileSync(join(folder, "fixtures", name), text);
    }
    const output = await compile(folder);
    const found = new Map([...texts.keys()].map((name): [string, string[]] => [name, []]));
    for (const [, name = "", code = ""] of output.matchAll(/^fixtures\/(.+?)\(\d+,\d+\): error (TS\d+)/gmu)) found.get(name)?.push(code);
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compile(cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [join(repository, "node_modules/typescript-7/bin/tsc"), "-p", ".", "--pretty", "false"], { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      // Errors of types are what is asked for; they make the compiler fail.
      if (error !== null && !/error TS\d+/u.test(stdout)) reject(new Error(`the compiler failed: ${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
}
