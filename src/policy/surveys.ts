import type { Call } from "../model/call.ts";
import type { PolicyData } from "../model/policy-data.ts";
import type { Engine } from "../vendor/opa-wasm.ts";
import type { Ask } from "./load.ts";

const seenAtMost = 4096;
/** Bytes of the engine's memory: data and surveys together; a survey of a large gateway takes half a megabyte. */
const keptAtMost = 64 << 20;

/**
 * Keeps the policy's own survey of a gateway as data, from the second call of a kind on, so that what depends on the
 * gateway and the day is worked out once. The policy gives the survey and reads it back; here it is only stored.
 */
export function keepSurveys(engine: Engine, ask: Ask, data: PolicyData): { prepare(call: Call): void } {
  const whole = new TextEncoder().encode(`${JSON.stringify(data).slice(0, -1)},"prepared":{}}`).buffer as ArrayBuffer;
  const seen = new Map<string, "once" | "kept">();

  const clear = (): void => {
    seen.clear();
    engine.setData(whole);
  };
  clear();

  return {
    prepare(call) {
      const kind = JSON.stringify([call.gateway, call.endpoint, call.tier, call.region, call.now]);
      const state = seen.get(kind);
      if (state === "kept") return;
      if (seen.size >= seenAtMost || engine.dataHeapPtr >= keptAtMost) clear();
      seen.set(kind, state === undefined ? "once" : "kept");
      if (state === undefined) return;
      const made = ask("cordon/surveyed", call) as { readonly key: string; readonly survey: unknown } | undefined;
      if (made === undefined) return;
      addData(engine, ["prepared", made.key], made.survey);
    },
  };
}

/** Puts a value among the data that an engine holds: to load all of them again takes longer than many decisions. */
function addData(engine: Engine, path: readonly string[], value: unknown): void {
  const { exports } = engine.wasmInstance;
  const parse = (each: unknown): number => {
    const bytes = new TextEncoder().encode(JSON.stringify(each));
    const address = exports.opa_malloc(bytes.length);
    new Uint8Array(engine.mem.buffer).set(bytes, address);
    return exports.opa_json_parse(address, bytes.length);
  };
  // What decisions left above the data is given up, and the value takes its place as one of the data.
  exports.opa_heap_ptr_set(engine.dataHeapPtr);
  const failure = exports.opa_value_add_path(engine.dataAddr, parse(path), parse(value));
  if (failure !== 0) throw new Error("the engine did not take a survey");
  engine.dataHeapPtr = exports.opa_heap_ptr_get();
}
