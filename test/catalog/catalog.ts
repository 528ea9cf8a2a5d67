import { fileURLToPath } from "node:url";
import type { Fact, GatewayEntry, ProviderEntry } from "../../src/model/catalog.ts";
import { readCatalog } from "../../tools/catalog.ts";

/** The catalogue of this repository. */
export const catalog = readCatalog(fileURLToPath(new URL("../../policies/catalog", import.meta.url)));

export function entryOf(id: string): GatewayEntry {
  const entry = catalog.gateways[id];
  if (!entry) throw new Error(`no entry \`${id}\``);
  return entry;
}

export function providersOf(id: string): readonly ProviderEntry[] {
  return entryOf(id).providers ?? [];
}

export function providerOf(id: string, slug: string): ProviderEntry {
  const provider = providersOf(id).find((each) => each.slug === slug);
  if (!provider) throw new Error(`no provider \`${slug}\` on \`${id}\``);
  return provider;
}

/** What facts from one source state, without their provenance. */
export function statedBy(facts: readonly Fact[], source: string): readonly Partial<Fact>[] {
  return facts
    .filter((fact) => fact.source.includes(source))
    .map(({ source: _source, asOf: _asOf, undated: _undated, note: _note, ...stated }) => stated);
}
