import type { Module } from "../module.ts";

const found = new WeakMap<Module, ReadonlySet<string>>();

/** Whether a test puts something else in the place of a package: what it calls then sends nothing. */
export function isMocked(module: Module, name: string): boolean {
  let names = found.get(module);
  if (names === undefined) {
    names = new Set([...module.text.matchAll(call)].map(([, one, other]) => one ?? other ?? ""));
    found.set(module, names);
  }
  return names.has(name);
}

const call = /\b(?:vi|jest|vitest)\s*\.\s*(?:do|unstable_)?[mM]ock(?:Module)?\s*\(\s*(?:import\s*\(\s*)?["'`]([^"'`]+)["'`]|\bmock\s*\.\s*module\s*\(\s*["'`]([^"'`]+)["'`]/gu;
