import { endpoints } from "../../model/call.ts";
import type { ApiEntry, Catalog, Fact, GatewayEntry, Traits } from "../../model/catalog.ts";
import type { GatewayDeclaration } from "../../model/organisation.ts";
import { traitNames, type GatewayStatement } from "./configuration-file.ts";
import type { Notes, Place } from "./notes.ts";
import type { SourceFile } from "./source-file.ts";
import { listed, nearest, suggestion } from "./suggestion.ts";
import type { Path } from "./yaml-text.ts";

/** What an organisation says of gateways: facts about its accounts, and gateways of its own among the catalogue's. */
export interface Gateways {
  readonly declarations: Readonly<Record<string, GatewayDeclaration>>;
  readonly catalog: Catalog;
}

/**
 * The day of a statement that gives none: an organisation's own word has no age, and a day that moves would give the
 * same file another revision each morning.
 */
export const ageless = "9999-12-31";

const accountFields = ["credentials", "byokProviders", "logging", "tier"] as const;

/** Joins what the files state of each gateway; two that state the same thing differently are both named. */
export function joinGateways(files: readonly SourceFile[], catalog: Catalog, notes: Notes): Gateways {
  const declarations: Record<string, GatewayDeclaration> = {};
  const entries: Record<string, GatewayEntry> = { ...catalog.gateways };
  for (const [id, { statement, source, ...place }] of joined(files, notes)) {
    const entry = Object.hasOwn(catalog.gateways, id) ? catalog.gateways[id] : undefined;
    if (entry === undefined) {
      const own = ownEntry(id, statement, catalog, source, place, notes);
      if (own !== undefined) entries[id] = own;
    } else {
      entries[id] = declaredEntry(entry, statement, source, place, notes);
    }
    warnOfIdle(entry, statement, place, notes);
    const declaration = Object.fromEntries(accountFields.flatMap((field) => (statement[field] === undefined ? [] : [[field, statement[field]]])));
    if (Object.keys(declaration).length > 0) declarations[id] = declaration;
  }
  refuseSharedHosts(files, entries, notes);
  return { declarations, catalog: { ...catalog, gateways: entries } };
}

/** Where a part of a gateway's statement stands, whichever file it is in. */
interface Places {
  at(path: Path): Place;
  atKey(path: Path): Place;
}

interface Joined extends Places {
  readonly statement: GatewayStatement;
  readonly source: string;
}

function joined(files: readonly SourceFile[], notes: Notes): ReadonlyMap<string, Joined> {
  const result = new Map<string, Joined>();
  for (const file of files) {
    for (const [id, statement] of Object.entries(file.statement.gateways ?? {})) {
      const earlier = result.get(id);
      const isHere = (path: Path): boolean => earlier === undefined || file.names(["gateways", id]).includes(String(path[0]));
      const places: Places = {
        at: (path) => (isHere(path) ? file.at(["gateways", id, ...path]) : earlier!.at(path)),
        atKey: (path) => (isHere(path) ? file.atKey(["gateways", id, ...path]) : earlier!.atKey(path)),
      };
      const fields: Record<string, unknown> = { ...earlier?.statement };
      for (const [field, value] of Object.entries(statement)) {
        const before = fields[field];
        if (before !== undefined && Array.isArray(before) && Array.isArray(value) && (field === "hosts" || field === "byokProviders")) {
          fields[field] = [...new Set([...before, ...value])];
        } else if (before !== undefined && JSON.stringify(before) !== JSON.stringify(value)) {
          const { file: other, line, column } = earlier!.at([field]);
          notes.problem(file.at(["gateways", id, field]), `\`${field}\` of \`${id}\` is stated differently in ${other}:${line}:${column}; make them agree`);
        } else {
          fields[field] = value;
        }
      }
      result.set(id, { statement: fields as GatewayStatement, source: file.shown.split("/").at(-1)!, ...places });
    }
  }
  return result;
}

function statedTraits(statement: GatewayStatement): Traits {
  return Object.fromEntries(traitNames.flatMap((trait) => (statement[trait] === undefined ? [] : [[trait, statement[trait]]])));
}

/** The catalogue's entry with the hosts, and for a local runtime the traits, that the organisation states. */
function declaredEntry(entry: GatewayEntry, statement: GatewayStatement, source: string, place: Places, notes: Notes): GatewayEntry {
  const traits = statedTraits(statement);
  const stated = Object.keys(traits);
  for (const field of ["like", "endpoints"] as const) {
    if (statement[field] !== undefined) notes.problem(place.atKey([field]), `\`${field}\` of \`${entry.id}\` is in the catalogue; leave it out`);
  }
  const hosts = [...new Set([...entry.hosts, ...(statement.hosts ?? [])])];
  if (entry.kind !== "local") {
    for (const trait of stated) {
      notes.problem(place.atKey([trait]), `\`${trait}\` of \`${entry.id}\` is a matter of contract; state it under \`agreements\`, with its reference and end`);
    }
    return { ...entry, hosts };
  }
  if (stated.length === 0) return { ...entry, hosts };
  const others = entry.facts.flatMap((fact) => {
    if (fact.hard === true || fact.within !== undefined) return [fact];
    const rest = Object.fromEntries(Object.entries(fact).filter(([key]) => !stated.includes(key))) as Fact;
    return Object.keys(statedTraits(rest as GatewayStatement)).length === 0 ? [] : [rest];
  });
  return { ...entry, hosts, facts: [...others, { ...traits, source, asOf: statement.asOf ?? ageless }] };
}

/** A gateway that only this organisation knows; what is not stated of it is unknown. */
function ownEntry(id: string, statement: GatewayStatement, catalog: Catalog, source: string, place: Places, notes: Notes): GatewayEntry | undefined {
  const traits = statedTraits(statement);
  if (Object.keys(traits).length === 0) {
    const near = nearest(id, Object.keys(catalog.gateways));
    const meant = near === undefined ? "" : ` did you mean \`${near}\`?`;
    notes.problem(place.atKey([]), `\`${id}\` is not in the catalogue;${meant} a gateway of your own needs \`hosts\`, \`deployment\` and what else is known of it`);
    return undefined;
  }
  const local = traits.deployment === "local" || traits.deployment === "self-hosted" || traits.deployment === "private-cloud";
  return {
    id,
    title: id,
    kind: local ? "local" : "api",
    hosts: statement.hosts ?? [],
    apis: apisLike(statement.like, catalog, place, notes),
    endpoints: statement.endpoints ?? [...endpoints],
    facts: [{ ...traits, source, asOf: statement.asOf ?? ageless }],
  };
}

// Nearly every server that people run themselves speaks OpenAI's API.
const usual = "openai";

function apisLike(like: string | undefined, catalog: Catalog, place: Places, notes: Notes): readonly ApiEntry[] {
  const id = like ?? usual;
  const entry = Object.hasOwn(catalog.gateways, id) ? catalog.gateways[id] : undefined;
  if (entry !== undefined) return entry.apis;
  if (like === undefined) return [];
  const all = Object.values(catalog.gateways).filter(({ kind }) => kind !== "gateway").flatMap(({ apis }) => apis);
  const spoken = all.filter(({ dialect }) => dialect === like);
  if (spoken.length === 0) {
    const names = [...new Set([...all.map(({ dialect }) => dialect), ...Object.keys(catalog.gateways)])];
    notes.problem(place.at(["like"]), `\`${like}\` is no API that is known; ${suggestion(like, names)}`);
  }
  return [...new Map(spoken.map((api) => [JSON.stringify(api), api])).values()];
}

/** Names what is stated without effect, so that nobody relies on it. */
function warnOfIdle(entry: GatewayEntry | undefined, statement: GatewayStatement, place: Places, notes: Notes): void {
  if (entry?.kind !== "gateway") {
    for (const field of ["credentials", "byokProviders", "logging"] as const) {
      if (statement[field] !== undefined) notes.warning(place.atKey([field]), `\`${field}\` has no effect here: only a gateway to several providers has it; leave it out`);
    }
    return;
  }
  if (statement.logging !== undefined && entry.logging === undefined) {
    notes.warning(place.atKey(["logging"]), `\`logging\` has no effect here: the catalogue has nothing on the logging of \`${entry.id}\`; leave it out`);
  }
  if (statement.asOf !== undefined) notes.warning(place.atKey(["asOf"]), "`asOf` has no effect here: no trait is stated; leave it out");
  const slugs = (entry.providers ?? []).map(({ slug }) => slug);
  statement.byokProviders?.forEach((name, index) => {
    if (!slugs.includes(name)) notes.warning(place.at(["byokProviders", index]), `\`${name}\` is no provider that the catalogue lists for \`${entry.id}\`, so nothing is known of it; ${suggestion(name, slugs)}`);
  });
}

function refuseSharedHosts(files: readonly SourceFile[], entries: Readonly<Record<string, GatewayEntry>>, notes: Notes): void {
  for (const file of files) {
    for (const [id, { hosts }] of Object.entries(file.statement.gateways ?? {})) {
      hosts?.forEach((host, index) => {
        const others = Object.values(entries).filter((entry) => entry.id !== id && entry.hosts.includes(host));
        if (others.length > 0) {
          const names = listed(others.map((entry) => `\`${entry.id}\``), "and");
          notes.problem(file.at(["gateways", id, "hosts", index]), `\`${host}\` is a host of ${names} too, and a request could be either; keep one`);
        }
      });
    }
  }
}
