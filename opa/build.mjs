// @ts-check
// Builds OPA as one WebAssembly module and compresses it; with `--check`, rebuilds and compares instead.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const paths = {
  program: join(here, "go"),
  compressed: join(here, "opa.wasm.br"),
  digest: join(here, "opa.wasm.sha256"),
  licenses: join(here, "LICENSES.txt"),
};

// Whatever the machine says about Go, these decide the bytes, so they are said here.
const environment = {
  ...process.env,
  GOOS: "wasip1",
  GOARCH: "wasm",
  GOTOOLCHAIN: "local",
  // Empty would fall back to the settings of the person who builds.
  GOFLAGS: "-mod=readonly",
  GOFIPS140: "off",
  GOWORK: "off",
  CGO_ENABLED: "0",
};

if (process.argv.includes("--check")) check();
else build();

function build() {
  const { pinned, local } = versions();
  if (pinned !== local) {
    throw new Error(`go is \`${local}\`, but \`opa/go/go.mod\` pins \`${pinned}\`; install it or change the pin`);
  }
  const wasm = compile();
  const compressed = compress(wasm);
  writeFileSync(paths.compressed, compressed);
  writeFileSync(paths.digest, digestLine(wasm));
  writeFileSync(paths.licenses, licenses());
  console.log(`opa.wasm is ${megabytes(wasm)}, opa.wasm.br is ${megabytes(compressed)}`);
}

/** Compares what the compression holds: another zlib may pack the same module into other bytes. */
function check() {
  const kept = brotliDecompressSync(readFileSync(paths.compressed));
  if (readFileSync(paths.digest, "utf8") !== digestLine(kept)) {
    throw new Error("`opa.wasm.br` does not match `opa.wasm.sha256`; run `npm run build:opa`");
  }
  const { pinned, local } = versions();
  if (pinned !== local) {
    console.log(`skipped the rebuild: go is \`${local}\`, but its bytes are only known for \`${pinned}\``);
    return;
  }
  if (!compile().equals(kept)) {
    throw new Error("`opa.wasm.br` is not what `opa/go` builds; run `npm run build:opa`");
  }
  if (readFileSync(paths.licenses, "utf8") !== licenses()) {
    throw new Error("`opa/LICENSES.txt` does not match the modules in use; run `npm run build:opa`");
  }
  console.log("`opa.wasm.br` holds exactly what `opa/go` builds");
}

function versions() {
  const pinned = /^toolchain (\S+)$/m.exec(readFileSync(join(paths.program, "go.mod"), "utf8"))?.[1];
  return { pinned, local: localVersion() };
}

function localVersion() {
  try {
    return go("env", "GOVERSION").trim();
  } catch {
    return "not installed";
  }
}

function compile() {
  const folder = mkdtempSync(join(tmpdir(), "opa-build-"));
  try {
    const output = join(folder, "opa.wasm");
    go("build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", output, ".");
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {Buffer} wasm */
function compress(wasm) {
  return brotliCompressSync(wasm, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length,
    },
  });
}

/** @param {Buffer} wasm */
function digestLine(wasm) {
  return `${createHash("sha256").update(wasm).digest("hex")}  opa.wasm\n`;
}

/** The licences of all that is linked in, as each of them asks to travel with the binary. */
function licenses() {
  const columns = "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}";
  const listed = go("list", "-deps", "-f", columns, ".");
  const modules = [...new Set(listed.split("\n").filter(Boolean))].sort();
  const texts = modules.flatMap((line) => {
    const [name = "", folder = ""] = line.split("\t");
    return noticesIn(folder).map((text) => ({ name, text: text.trim() }));
  });
  const goroot = go("env", "GOROOT").trim();
  const standard = ["LICENSE", "../LICENSE"].map((file) => join(goroot, file)).find(existsSync);
  if (standard) texts.unshift({ name: "the Go standard library", text: readFileSync(standard, "utf8").trim() });
  return [...new Set(texts.map(({ text }) => text))]
    .map((text) => `${texts.filter((other) => other.text === text).map(({ name }) => name).join("\n")}\n\n${text}\n`)
    .join(`\n${"-".repeat(80)}\n\n`);
}

/** @param {string} folder */
function noticesIn(folder) {
  return readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice|patents)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8"));
}

/** @param {string[]} words */
function go(...words) {
  return execFileSync("go", words, { cwd: paths.program, env: environment, encoding: "utf8" });
}

/** @param {Buffer} bytes */
function megabytes(bytes) {
  return `${(bytes.length / 1e6).toFixed(2)} MB`;
}
