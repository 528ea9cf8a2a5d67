import type { Module } from "../module.ts";

/** Whether a test puts something else in the place of the runtime's `fetch`: what it sends then goes nowhere. */
export function isFetchStubbed({ text }: Module): boolean {
  return /\bfetch\b/u.test(text) && stub.test(text);
}

const stub = /\b(?:vi|jest)\s*\.\s*(?:stubGlobal\s*\(\s*["'`]fetch["'`]|spyOn\s*\(\s*(?:globalThis|global|window)\s*,\s*["'`]fetch["'`])|\b(?:globalThis|global|window)\s*\.\s*fetch\s*=\s*(?:vi|jest|mock\w*|sinon)\b/u;
