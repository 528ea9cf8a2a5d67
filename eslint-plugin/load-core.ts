import { createRequire } from "node:module";
import type * as core from "./core.ts";

type Core = typeof core;

let loaded: Core | undefined;

/**
 * What needs the compiler, the policy and the configuration, loaded with the first file that may call a model. Rules
 * cannot wait, so it is loaded with `require`, as Node can since 20.19.
 */
export function loadCore(): Core {
  return (loaded ??= createRequire(import.meta.url)("./core.js") as Core);
}

/** Sets what is loaded, where the sources run as they are and Node's `require` cannot read them. */
export function provideCore(given: Core): void {
  loaded = given;
}
