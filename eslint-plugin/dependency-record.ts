import { openEpoch, type CacheEpoch } from "./cache-epoch.ts";

const epochs = new Map<string, CacheEpoch>();

/** Where epochs stand in the fingerprints that `fingerprintOf` gives. */
const separator = ":";

/** The fingerprint of a project for `settings`, asked anew with every run; `stated` is what else results depend on. */
export function fingerprintOf(base: string, key: string, stated: string): string {
  const known = epochs.get(key) ?? openEpoch(base, key);
  epochs.set(key, known);
  return [key, known.current(), stated].join(separator);
}

/** Records what findings rest on, where `createConfig` made the settings: nobody else reads it. */
export function recordDependencies(settings: Readonly<Record<string, unknown>>, files: readonly string[], since: number): void {
  const { fingerprint } = (settings["cordon"] ?? {}) as { readonly fingerprint?: unknown };
  if (typeof fingerprint !== "string") return;
  const [key = "", epoch = ""] = fingerprint.split(separator);
  epochs.get(key)?.record(epoch, files, since);
}
