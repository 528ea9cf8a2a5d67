import type { Requirement } from "../../model/organisation.ts";
import type { RequirementStatement } from "./configuration-file.ts";
import type { Notes } from "./notes.ts";
import type { SourceFile } from "./source-file.ts";
import { suggestion } from "./suggestion.ts";
import type { Path } from "./yaml-text.ts";

/** Every category with its layers. */
export type Categories = Readonly<Record<string, readonly Requirement[]>>;

interface Statement {
  readonly fields: RequirementStatement;
  readonly like: string | undefined;
  readonly path: Path;
}

/** Names that a file knows: those below it and those that it declares, also where the declaration is refused. */
export function knownCategories(file: SourceFile, below: Categories): readonly string[] {
  return [...new Set([...Object.keys(below), ...file.names(["taxonomy", "categories"])])];
}

/**
 * Puts a file's categories on those below it. The first file above a profile (`join: false`) states what it changes,
 * field by field. Any further file joins: what it states is one more layer, and can loosen nothing.
 */
export function layerCategories(file: SourceFile, below: Categories, join: boolean, notes: Notes): Categories {
  const statements = statementsOf(file, below, notes);
  const result = new Map<string, readonly Requirement[]>(Object.entries(below));
  const underway = new Set<string>();
  const done = new Set<string>();

  const settle = (category: string): readonly Requirement[] => {
    const statement = statements.get(category);
    if (statement === undefined || done.has(category)) return result.get(category) ?? [];
    underway.add(category);
    const { fields, like, path } = statement;
    let base: readonly Requirement[] = result.get(category) ?? [];
    if (like !== undefined) {
      if (underway.has(like)) {
        notes.problem(file.at([...path, "like"]), `\`${category}\` comes back to itself through \`like\`; state what it demands`);
      } else {
        const copied = settle(like);
        base = join ? [...base, ...copied] : copied;
      }
    }
    if (join) warnOfLooser(file, path, fields, result.get(category) ?? [], notes);
    const silent = !Object.hasOwn(below, category) && file.names(path).length === 0 && Object.keys(fields).length === 0;
    if (silent) {
      notes.problem(file.atKey(path), `\`${category}\` demands nothing; say what it demands, or \`like: confidential\`, or \`training: any\` if nothing is meant`);
    }
    underway.delete(category);
    done.add(category);
    const layers = join && base.length > 0 ? [...base, ...layerOf(fields)] : [overlay(base, fields)];
    result.set(category, layers.length > 0 ? distinct(layers) : [{}]);
    return result.get(category)!;
  };

  for (const category of statements.keys()) settle(category);
  return Object.fromEntries(result);
}

/** What a file says of each category, in `taxonomy.categories` and in `requirements` together. */
function statementsOf(file: SourceFile, below: Categories, notes: Notes): ReadonlyMap<string, Statement> {
  const { taxonomy, requirements } = file.statement;
  const known = knownCategories(file, below);
  const statements = new Map<string, Statement>();
  for (const [category, statement] of Object.entries(taxonomy?.categories ?? {})) {
    const { like, ...fields } = statement ?? {};
    const path = ["taxonomy", "categories", category];
    if (like !== undefined && !known.includes(like)) notes.problem(file.at([...path, "like"]), `\`${like}\` is no category; ${suggestion(like, known)}`);
    statements.set(category, { fields, like: like !== undefined && known.includes(like) ? like : undefined, path });
  }
  for (const category of file.names(["requirements"])) {
    const path = ["requirements", category];
    if (!known.includes(category)) {
      const meant = suggestion(category, known);
      notes.problem(file.atKey(path), `\`${category}\` is no category; ${meant}${meant.endsWith("?") ? "" : ";"} a new one is declared under \`taxonomy.categories\``);
    }
    const fields = requirements?.[category];
    if (fields === undefined || !known.includes(category)) continue;
    const declared = statements.get(category);
    for (const field of Object.keys(fields).filter((name) => declared !== undefined && Object.hasOwn(declared.fields, name))) {
      notes.problem(file.atKey([...path, field]), `\`${field}\` of \`${category}\` stands under \`taxonomy.categories\` too; keep one`);
    }
    statements.set(category, { fields: { ...declared?.fields, ...fields }, like: declared?.like, path: declared?.path ?? path });
  }
  return statements;
}

/** The layers below as one, each field that is stated replacing theirs. Above a profile there is only one. */
function overlay(layers: readonly Requirement[], fields: RequirementStatement): Requirement {
  const result: Record<string, unknown> = Object.assign({}, ...layers);
  for (const [field, value] of Object.entries(fields)) {
    const key = field === "audit" ? "obligations" : field;
    if (value === "any" || value === false) delete result[key];
    else result[key] = field === "audit" ? ["audit"] : value;
  }
  return result as Requirement;
}

function layerOf(fields: RequirementStatement): readonly Requirement[] {
  const layer = overlay([], fields);
  return Object.keys(layer).length === 0 ? [] : [layer];
}

function distinct(layers: readonly Requirement[]): readonly Requirement[] {
  return [...new Map(layers.map((layer) => [JSON.stringify(layer), layer])).values()];
}

function warnOfLooser(file: SourceFile, path: Path, fields: RequirementStatement, layers: readonly Requirement[], notes: Notes): void {
  for (const [field, value] of Object.entries(fields)) {
    const demanded = layers.map((layer) => layer[(field === "audit" ? "obligations" : field) as keyof Requirement]).filter((item) => item !== undefined);
    const looser = value === "any" || value === false ? demanded.length > 0 : demanded.some((least) => typeof least === "number" && typeof value === "number" && least < value);
    const place = file.names(path).includes(field) ? [...path, field] : ["requirements", String(path.at(-1)), field];
    if (looser) notes.warning(file.at(place), `\`${field}: ${String(value)}\` loosens nothing: the file that this one extends demands more; leave it out, or change it there`);
  }
}
