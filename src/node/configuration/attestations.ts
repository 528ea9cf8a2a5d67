import type { Catalog } from "../../model/catalog.ts";
import type { ModelAttestation } from "../../model/organisation.ts";
import { unknownGateway } from "./agreements.ts";
import type { Notes } from "./notes.ts";
import type { SourceFile } from "./source-file.ts";
import { suggestion } from "./suggestion.ts";

/** Where the models lead whose names hide it, by the word of all files. */
export function joinAttestations(files: readonly SourceFile[], catalog: Catalog, today: string, notes: Notes): readonly ModelAttestation[] {
  const result = new Map<string, { readonly attestation: ModelAttestation; readonly place: string }>();
  for (const file of files) {
    for (const [match, statement] of Object.entries(file.statement.models ?? {})) {
      const path = ["models", match];
      const { leadsTo, validUntil } = statement;
      checkTarget(file, path, leadsTo, catalog, notes);
      if (validUntil !== undefined && validUntil < today) {
        notes.warning(file.at([...path, "validUntil"]), `this statement ended on ${validUntil} and no longer counts; renew it or take it out`);
      }
      const attestation: ModelAttestation = { match, ...statement };
      const place = file.atKey(path);
      const earlier = result.get(match);
      if (earlier !== undefined && JSON.stringify(earlier.attestation) !== JSON.stringify(attestation)) {
        notes.problem(place, `\`${match}\` is stated differently in ${earlier.place}; make them agree`);
      }
      result.set(match, { attestation, place: `${place.file}:${place.line}:${place.column}` });
    }
  }
  return [...result.values()].map(({ attestation }) => attestation);
}

function checkTarget(file: SourceFile, path: readonly string[], leadsTo: ModelAttestation["leadsTo"], catalog: Catalog, notes: Notes): void {
  const { gateway, only, controls } = leadsTo;
  const entry = Object.hasOwn(catalog.gateways, gateway) ? catalog.gateways[gateway] : undefined;
  if (entry === undefined) {
    notes.problem(file.at([...path, "leadsTo", "gateway"]), unknownGateway(gateway, catalog));
    return;
  }
  const slugs = entry.kind === "gateway" ? (entry.providers ?? []).map(({ slug }) => slug) : [entry.id];
  only?.forEach((name, index) => {
    if (!slugs.includes(name)) notes.problem(file.at([...path, "leadsTo", "only", index]), `\`${name}\` is no provider of \`${gateway}\`; ${suggestion(name, slugs)}`);
  });
  for (const [control, value] of Object.entries(controls ?? {})) {
    if (value === false || entry.controls?.[control as keyof typeof entry.controls] !== undefined) continue;
    notes.warning(file.at([...path, "leadsTo", "controls", control]), `\`${control}\` guarantees nothing here: \`${gateway}\` has no such control; leave it out`);
  }
}
