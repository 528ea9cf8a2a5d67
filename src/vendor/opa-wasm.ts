import * as all from "@open-policy-agent/opa-wasm";

/** What we use of an instance of a compiled policy. */
export interface Engine {
  readonly entrypoints: Readonly<Record<string, number>>;
  evaluate(input: unknown, entrypoint: string): unknown;
  setData(data: object | ArrayBuffer): void;
}

type LoadSync = (module: WebAssembly.Module, memory: { readonly initial: number; readonly maximum: number }) => Engine;

/** The one import of the policy engine. Its types leave this function out; the build bundles what stands behind it. */
export const instantiate = (all as unknown as { readonly default: { readonly loadPolicySync: LoadSync } }).default.loadPolicySync;
