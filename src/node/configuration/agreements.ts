import type { Catalog } from "../../model/catalog.ts";
import type { Agreement } from "../../model/organisation.ts";
import { traitNames } from "./configuration-file.ts";
import type { Notes } from "./notes.ts";
import type { SourceFile } from "./source-file.ts";
import { listed, suggestion } from "./suggestion.ts";

/** The contracts of all files. Names must be in the catalogue; one that has ended is only warned of. */
export function joinAgreements(files: readonly SourceFile[], catalog: Catalog, today: string, notes: Notes): readonly Agreement[] {
  const seen = new Map<string, string>();
  return files.flatMap((file) =>
    (file.statement.agreements ?? []).map(({ models, features, ...rest }, index) => {
      const path = ["agreements", index];
      const { gateway, provider, validUntil } = rest;
      const entry = Object.hasOwn(catalog.gateways, gateway) ? catalog.gateways[gateway] : undefined;
      if (entry === undefined) {
        notes.problem(file.at([...path, "gateway"]), unknownGateway(gateway, catalog));
      } else if (provider !== undefined && provider !== "*") {
        const slugs = entry.kind === "gateway" ? (entry.providers ?? []).map(({ slug }) => slug) : [entry.id];
        if (!slugs.includes(provider)) notes.problem(file.at([...path, "provider"]), `\`${provider}\` is no provider of \`${gateway}\`; ${suggestion(provider, slugs)}`);
      }
      if (traitNames.every((trait) => rest[trait] === undefined)) {
        notes.problem(file.at(path), `this agreement says nothing of data; state at least one of ${listed(traitNames.map((trait) => `\`${trait}\``))}`);
      }
      if (validUntil < today) {
        notes.warning(file.at([...path, "validUntil"]), `this agreement ended on ${validUntil} and no longer counts; renew it or take it out`);
      }
      const key = JSON.stringify(Object.entries(file.statement.agreements![index]!).sort());
      const place = file.at(path);
      const first = seen.get(key);
      if (first !== undefined) notes.problem(place, `this agreement stands in ${first} too; keep one`);
      else seen.set(key, `${place.file}:${place.line}`);
      return { ...rest, ...(models === undefined ? {} : { models: [models].flat() }), ...(features === undefined ? {} : { features: [features].flat() }) };
    }),
  );
}

/** The complaint about a gateway that neither the catalogue nor the configuration has. */
export function unknownGateway(gateway: string, catalog: Catalog): string {
  const meant = suggestion(gateway, Object.keys(catalog.gateways).sort());
  return `\`${gateway}\` is not in the catalogue; ${meant}${meant.endsWith("?") ? "" : ";"} a gateway of your own is declared under \`gateways\``;
}
