import { dirname, resolve } from "node:path";
import type { Catalog } from "../../model/catalog.ts";
import { ConfigurationError, type ConfigurationProblem } from "../../model/errors.ts";
import type { Organisation } from "../../model/organisation.ts";
import { embeddedData } from "../../policy/embedded.ts";
import { joinAgreements } from "./agreements.ts";
import { joinAttestations } from "./attestations.ts";
import { knownCategories, layerCategories, type Categories } from "./categories.ts";
import { readChain, readProfileFile, type Chain, type Profile } from "./chain.ts";
import { configurationName, findConfiguration } from "./find.ts";
import { joinGateways } from "./gateways.ts";
import { createNotes, type Notes } from "./notes.ts";
import { readRegoFolders, type RegoTexts } from "./rego-folder.ts";
import { joinPaths, joinWaivers, type PathCategories, type Waiver } from "./sites.ts";
import { shownPath, type SourceFile } from "./source-file.ts";
import { suggestion } from "./suggestion.ts";

/** What `cordon.yaml` and all that it extends say, put together. */
export interface Configuration {
  /** The absolute path; `null` where there is none and the baseline stands in. */
  readonly file: string | null;
  /** That file and those that it extends, nearest first. */
  readonly files: readonly string[];
  readonly profile: Profile;
  readonly organisation: Organisation;
  /** The catalogue with what the organisation adds. */
  readonly catalog: Catalog;
  readonly guard: { readonly mode: "amend" | "enforce" | "observe" };
  readonly paths: readonly PathCategories[];
  readonly waivers: readonly Waiver[];
  /** What is sound and yet not what was meant, such as an agreement that has ended. */
  readonly warnings: readonly ConfigurationProblem[];
  /** The organisation's own requirements. */
  readonly regoSources: RegoTexts;
  /** The folders in which they lie. */
  readonly regoFolders: readonly string[];
}

export interface LoadConfigurationOptions {
  /** A configuration file; by default the nearest `cordon.yaml` from `cwd` upwards. */
  readonly file?: string | undefined;
  readonly cwd?: string | undefined;
  /** The catalogue whose names count; by default the one that the package ships. */
  readonly catalog?: Catalog | undefined;
  /** The day for what has ended, as an ISO date. */
  readonly today?: string | undefined;
}

/**
 * Reads the configuration, with everything that it extends.
 *
 * @throws {ConfigurationError} With every problem at once, each with its place. Nothing runs on half a configuration.
 */
export function loadConfiguration(options: LoadConfigurationOptions = {}): Configuration {
  const cwd = resolve(options.cwd ?? process.cwd());
  const notes = createNotes();
  const catalog = options.catalog ?? embeddedData().catalog;
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const chain = chainFrom(options.file, cwd, notes);
  const configuration = assemble(chain, { catalog, today, cwd }, notes);
  if (configuration === undefined || notes.problems.length > 0) throw new ConfigurationError(inOrder(notes.problems));
  return configuration;
}

/** A starting point that the package ships, as an organisation that adds nothing to it. */
export function readProfile(profile: Profile): Organisation {
  const cwd = process.cwd();
  const notes = createNotes();
  const catalog = { gateways: {}, models: [], features: [] };
  const configuration = assemble({ profile, files: [], complete: true }, { catalog, today: "1970-01-01", cwd }, notes);
  if (configuration === undefined || notes.problems.length > 0) throw new ConfigurationError(inOrder(notes.problems));
  return configuration.organisation;
}

function chainFrom(file: string | undefined, cwd: string, notes: Notes): Chain {
  if (file !== undefined) return readChain(file, cwd, notes);
  const found = findConfiguration(cwd);
  if (found.mistaken !== undefined) {
    notes.problem({ file: shownPath(found.mistaken, cwd), line: 1, column: 1 }, `a file of this name is not read; call it \`${configurationName}\``);
  }
  return found.file === undefined ? { profile: "baseline", files: [], complete: true } : readChain(found.file, cwd, notes);
}

interface Surroundings {
  readonly catalog: Catalog;
  readonly today: string;
  readonly cwd: string;
}

function assemble(chain: Chain, { catalog: shipped, today, cwd }: Surroundings, notes: Notes): Configuration | undefined {
  const profile = readProfileFile(chain.profile, cwd, notes);
  if (profile === undefined || !chain.complete) return undefined;
  const { files } = chain;
  const { categories, known } = stackCategories(profile, files, notes);
  const { catalog, declarations } = joinGateways(files, shipped, notes);
  const organisation: Organisation = {
    taxonomy: { defaults: joinDefaults(profile, files, known, notes), categories },
    agreements: joinAgreements(files, catalog, today, notes),
    gateways: declarations,
    models: joinAttestations(files, catalog, today, notes),
    maxAgeDays: joinMaxAge(profile, files),
  };
  return {
    file: files.at(-1)?.path ?? null,
    files: files.map(({ path }) => path).reverse(),
    profile: chain.profile,
    organisation,
    catalog,
    guard: { mode: joinMode(files) },
    paths: joinPaths(files, categories, known, notes),
    waivers: joinWaivers(files, today, notes),
    regoSources: readRegoFolders(files, cwd, notes),
    regoFolders: files.flatMap(({ path, statement }) => (statement.policies === undefined ? [] : [resolve(dirname(path), statement.policies)])),
    warnings: inOrder(notes.warnings),
  };
}

function stackCategories(profile: SourceFile, files: readonly SourceFile[], notes: Notes): { readonly categories: Categories; readonly known: readonly string[] } {
  let categories = layerCategories(profile, {}, false, notes);
  const known = new Set(Object.keys(categories));
  files.forEach((file, index) => {
    for (const name of knownCategories(file, categories)) known.add(name);
    categories = layerCategories(file, categories, index > 0, notes);
  });
  return { categories, known: [...known] };
}

/** The first file above the profile replaces its default; further files add theirs, and none at all is the strictest. */
function joinDefaults(profile: SourceFile, files: readonly SourceFile[], known: readonly string[], notes: Notes): readonly string[] | null {
  const [first, ...further] = files;
  for (const file of files) {
    const stated = file.statement.taxonomy?.default;
    [stated ?? []].flat().forEach((name, index) => {
      const path = typeof stated === "string" ? ["taxonomy", "default"] : ["taxonomy", "default", index];
      if (!known.includes(name)) notes.problem(file.at(path), `\`${name}\` is no category; ${suggestion(name, known)}`);
    });
  }
  const stated = [first?.statement.taxonomy?.default, profile.statement.taxonomy?.default].find((value) => value !== undefined) ?? null;
  const all = [stated, ...further.flatMap(({ statement }) => (statement.taxonomy?.default === undefined ? [] : [statement.taxonomy.default]))];
  return all.includes(null) ? null : [...new Set(all.flatMap((names) => names ?? []))].sort();
}

function joinMaxAge(profile: SourceFile, files: readonly SourceFile[]): number {
  const stated = files.flatMap(({ statement }) => statement.catalog?.maxAgeDays ?? []);
  return stated.length > 0 ? Math.min(...stated) : (profile.statement.catalog?.maxAgeDays ?? 365);
}

// Milder to stricter.
const modes = ["observe", "amend", "enforce"] as const;

function joinMode(files: readonly SourceFile[]): Configuration["guard"]["mode"] {
  const stated = files.flatMap(({ statement }) => statement.guard?.mode ?? []);
  return stated.length === 0 ? "amend" : modes[Math.max(...stated.map((mode) => modes.indexOf(mode)))]!;
}

function inOrder(problems: readonly ConfigurationProblem[]): readonly ConfigurationProblem[] {
  return [...problems].sort((one, other) => (one.file === other.file ? one.line - other.line || one.column - other.column : one.file < other.file ? -1 : 1));
}
