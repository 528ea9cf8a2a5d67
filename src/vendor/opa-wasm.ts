import * as all from "@open-policy-agent/opa-wasm";

/** What we use of an instance of a compiled policy. */
export interface Engine {
  readonly entrypoints: Readonly<Record<string, number>>;
  evaluate(input: unknown, entrypoint: string): unknown;
  setData(data: object | ArrayBuffer): void;
  readonly mem: WebAssembly.Memory;
  readonly dataAddr: number;
  /** Where the data end; what lies above is a decision's own. */
  dataHeapPtr: number;
  readonly wasmInstance: { readonly exports: EngineExports };
}

interface EngineExports {
  opa_malloc(size: number): number;
  opa_json_parse(address: number, length: number): number;
  opa_value_add_path(data: number, path: number, value: number): number;
  opa_heap_ptr_get(): number;
  opa_heap_ptr_set(address: number): void;
}

type LoadSync = (module: WebAssembly.Module, memory: { readonly initial: number; readonly maximum: number }) => Engine;

/** The one import of the policy engine. Its types leave this function out; the build bundles what stands behind it. */
export const instantiate = (all as unknown as { readonly default: { readonly loadPolicySync: LoadSync } }).default.loadPolicySync;
