import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from "yaml";
import { z } from "zod";
import { type Catalog, FeatureFacts, GatewayEntry, ModelFacts } from "../src/model/catalog.ts";
import { type ConfigurationProblem, ConfigurationError } from "../src/model/errors.ts";

type Path = readonly PropertyKey[];
type Report = (path: Path, message: string) => void;

interface Source<Value> {
  readonly value: Value;
  readonly report: Report;
}

const lists = ["models.yaml", "features.yaml"];
const gatewayOnly = ["failover", "controls", "providerLists", "logging", "unlisted", "providers"] as const;

/**
 * Reads the trait catalogue from a folder: one file per gateway, API or runtime, and `models.yaml` and
 * `features.yaml` for what holds on all of them.
 *
 * @throws {ConfigurationError} with every problem found, each at its file, line and column
 */
export function readCatalog(folder: string): Catalog {
  const problems: ConfigurationProblem[] = [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".yaml")).toSorted();
  for (const name of lists.filter((each) => !names.includes(each))) {
    const message = `\`${name}\` is missing; write an empty list`;
    problems.push({ file: join(folder, name), line: 1, column: 1, message });
  }
  const gateways = names
    .filter((name) => !lists.includes(name))
    .flatMap((name) => read(join(folder, name), GatewayEntry, problems) ?? []);
  const list = <Schema extends z.ZodType>(name: string, schema: Schema) =>
    names.includes(name) ? read(join(folder, name), schema, problems) : undefined;
  const models = list("models.yaml", z.array(ModelFacts));
  const features = list("features.yaml", z.array(FeatureFacts));

  checkEntries(gateways);
  if (models) checkUnique(models.value, (entry) => entry.match, "match", models.report);
  if (features) checkUnique(features.value, (entry) => entry.feature, "feature", features.report);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return {
    gateways: Object.fromEntries(gateways.map(({ value }) => [value.id, value])),
    models: models?.value ?? [],
    features: features?.value ?? [],
  };
}

function read<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  problems: ConfigurationProblem[],
): (Source<z.output<Schema>> & { readonly file: string }) | undefined {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines, prettyErrors: false });
  const add = (offset: number, message: string): void => {
    const { line, col } = lines.linePos(offset);
    problems.push({ file, line: Math.max(line, 1), column: Math.max(col, 1), message });
  };
  const complaints = [...document.errors, ...document.warnings];
  for (const { pos, message } of complaints) add(pos[0], `${message}; correct the YAML here`);
  if (document.errors.length > 0) return undefined;

  const report: Report = (path, message) => add(offsetAt(document, path), message);
  const result = schema.safeParse(document.toJS());
  if (result.success) return { file, value: result.data, report };
  for (const issue of result.error.issues) {
    for (const { path, message } of wording(issue)) report(path, message);
  }
  return undefined;
}

/** A schema's issue as what stands in the file and what to write there instead. */
function wording(issue: z.core.$ZodIssue): readonly { path: Path; message: string }[] {
  const where = issue.path.map(String).join(".");
  const place = where === "" ? "the file" : `\`${where}\``;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `\`${key}\` is not known in ${place}; remove it or correct its spelling`,
    }));
  }
  if (issue.code === "invalid_value") {
    const values = issue.values.map((value) => `\`${String(value)}\``).join(", ");
    return [{ path: issue.path, message: `${place} must be one of ${values}; write one of these` }];
  }
  if (issue.code === "invalid_type") {
    return [{ path: issue.path, message: `${place} must be a ${issue.expected}; add it or correct its value` }];
  }
  const detail = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  return [{ path: issue.path, message: `${place} is not valid: ${detail}; correct its value` }];
}

/** What no schema can see: names that must agree within a file and between files. */
function checkEntries(sources: readonly (Source<GatewayEntry> & { readonly file: string })[]): void {
  const entries = new Map(sources.map(({ value }) => [value.id, value]));
  const hosts = new Map<string, string>();
  const ids = new Set<string>();
  for (const { file, value: entry, report } of sources) {
    const name = basename(file, ".yaml");
    if (ids.has(entry.id)) report(["id"], `the id \`${entry.id}\` is taken by another file; choose another one`);
    ids.add(entry.id);
    if (entry.id !== name) report(["id"], `the id \`${entry.id}\` must be the name of its file; write \`${name}\``);
    if (entry.kind !== "gateway") {
      for (const key of gatewayOnly.filter((each) => entry[each] !== undefined)) {
        report([key], `\`${key}\` is for the kind \`gateway\` only; remove it or change the kind`);
      }
    }
    if (entry.kind === "api" && entry.models !== undefined) {
      report(["models"], "`models` is not for the kind `api`; put facts about models into `models.yaml`");
    }
    entry.hosts.forEach((host, index) => {
      const owner = hosts.get(host);
      const message = `the host \`${host}\` belongs to \`${owner}\` already; remove one of the two`;
      if (owner !== undefined) report(["hosts", index], message);
      hosts.set(host, entry.id);
    });
    const below = (key: string): Report => (path, message) => report([key, ...path], message);
    checkUnique(entry.providers ?? [], (provider) => provider.slug, "slug", below("providers"));
    checkUnique(entry.models ?? [], (each) => each.match, "match", below("models"));
    checkUnique(entry.features ?? [], (each) => each.feature, "feature", below("features"));
    entry.providers?.forEach(({ api }, index) => {
      if (api === undefined || entries.get(api)?.kind === "api") return;
      const message = `\`${api}\` names no entry of the kind \`api\`; add its file or leave \`api\` out`;
      report(["providers", index, "api"], message);
    });
  }
}

function checkUnique<Item>(items: readonly Item[], nameOf: (item: Item) => string, key: string, report: Report): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    const name = nameOf(item);
    if (seen.has(name)) report([index, key], `the ${key} \`${name}\` stands here twice; put its facts into one entry`);
    seen.add(name);
  });
}

/** Where a path begins in the text: the value, the key of an unknown one, else the nearest node around it. */
function offsetAt(document: Document.Parsed, path: Path): number {
  const key = path.at(-1);
  const parent = path.length === 0 ? undefined : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
    if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
  }
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}
