import type { PolicyData } from "../model/policy-data.ts";
import { data, wasm } from "./generated/policy.ts";

/** The compiled policy that the package ships, made from `policies/` by `npm run generate`. */
export function embeddedWasm(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
}

/** The shipped catalogue with the baseline. */
export function embeddedData(): PolicyData {
  return JSON.parse(data) as PolicyData;
}
