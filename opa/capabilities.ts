import { run } from "./run.ts";

/** A built-in function as OPA's capabilities files describe it. */
export interface CapabilityBuiltin {
  readonly name: string;
  readonly decl: unknown;
  readonly infix?: string;
  readonly nondeterministic?: boolean;
}

/** The contents of a capabilities file, as `opa capabilities --current` prints it. */
export interface Capabilities {
  readonly builtins: readonly CapabilityBuiltin[];
  readonly future_keywords: readonly string[];
  readonly features: readonly string[];
  readonly wasm_abi_versions?: readonly { readonly version: number; readonly minor_version: number }[];
}

interface Listing {
  readonly capabilities: Capabilities;
  readonly native: readonly string[];
}

/** Promises the version of OPA inside this package, such as `1.22.0`. */
export async function opaVersion(): Promise<string> {
  const { version } = await run<{ version: string }>("version", {});
  return version;
}

/** Lists all that this OPA knows. Remove entries and pass it back to restrict what policies may use. */
export async function capabilities(): Promise<Capabilities> {
  return (await list()).capabilities;
}

/** Names the built-ins a compiled policy brings along; every other one the host has to supply. */
export async function nativeBuiltins(): Promise<readonly string[]> {
  return (await list()).native;
}

function list(): Promise<Listing> {
  return run<Listing>("capabilities", {});
}
