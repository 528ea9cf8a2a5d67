import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { setFlagsFromString } from "node:v8";
import { brotliDecompress, brotliDecompressSync } from "node:zlib";
import { resource } from "./resource.ts";

let loading: Promise<WebAssembly.Module> | undefined;

/** Loads OPA once in the life of the process; what one call compiles lazily, the next finds done. */
export function program(): Promise<WebAssembly.Module> {
  loading ??= load();
  return loading;
}

/** As `program`, at once, for those who cannot wait. It is loaded anew each time, and nobody keeps it. */
export function programSync(): WebAssembly.Module {
  return compileWithPatience(new Uint8Array(brotliDecompressSync(readFileSync(resource("opa.wasm.br")))));
}

async function load(): Promise<WebAssembly.Module> {
  const compressed = await readFile(resource("opa.wasm.br"));
  return compileWithPatience(new Uint8Array(await promisify(brotliDecompress)(compressed)));
}

/**
 * V8 recompiles a function once it has used up its budget, counted in bytes of code jumped over. Go's functions are
 * so long that even those which run once, at start-up, use it up at once, and a second of optimising them delays the
 * exit of the process. A module keeps the budget that holds when it is compiled, so other modules are left alone.
 */
function compileWithPatience(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  const usual = Number.parseInt(process.versions.v8, 10) < 12 ? 1_800_000 : 13_000_000;
  setFlagsFromString("--wasm-tiering-budget=2000000000");
  try {
    // Not the asynchronous way, which reads the budget at some later time. This takes about 50 ms.
    return new WebAssembly.Module(bytes);
  } finally {
    setFlagsFromString(`--wasm-tiering-budget=${usual}`);
  }
}
