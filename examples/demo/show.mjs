// The blocks that a person reads: the data, the call, why, and what the gateway received in both worlds.
import { bold, cyan, dim, green, outcomes, red, rule, width, wrapped } from "./terminal.mjs";
import { wireLines } from "./wire.mjs";

const indent = 13;

/** What a category needs, as a title over its calls. */
export function categoryTitle(category, requirements) {
  const { training, retentionDays, deployments, assurances, prohibited, obligations } = requirements;
  const needs = prohibited
    ? ["no model call at all"]
    : [
        training === "never" ? ["never trained on"] : [],
        retentionDays === "any" ? [] : [`kept ${retentionDays} days`],
        deployments === "any" || deployments.includes("consumer") ? [] : ["no consumer app"],
        assurances.map((assurance) => `under ${assurance}`),
      ].flat();
  const told = [...(needs.length === 0 ? ["needs nothing"] : needs), ...(obligations.length === 0 ? [] : ["audited"])].join(", ");
  return rule(category ?? "no label", category === undefined ? `counts as ${requirements.categories.join(", ")}: ${told}` : told);
}

/** One call. `without` and `with` are what became of it in the two worlds, `record` what the guard reported. */
export function callBlock({ title, model, note }, { without, with: guarded, record, outcome }) {
  const { sign, word, paint } = outcomes[outcome];
  const [sent] = without.arrived;
  const name = `${sign} ${title}`;
  const lines = [`${paint(bold(name))}${" ".repeat(Math.max(1, width - name.length - word.length))}${paint(word)}`, row("to", [`${sent.host}${sent.path}, ${model}`])];
  if (note !== undefined) lines.push(row("note", wrapped(note, width - indent)));
  if (outcome !== "sent") lines.push(...because(record.decision));
  const most = width - indent;
  const before = sent.body;
  if (outcome === "sent") return [...lines, row("arrived", [`${wireLines(before, { most, mark: String }).join("")}  ${dim("the same, guarded or not")}`])].join("\n");
  lines.push(row("unguarded", wireLines(before, { most, mark: String }), dim));
  const [arrived] = guarded.arrived;
  if (arrived !== undefined) lines.push(row("guarded", wireLines(arrived.body, { before, most, mark: (text) => green(bold(text)) })));
  else lines.push(row("guarded", [`${red(bold("nothing arrived"))}; the caller got ${errorName(guarded.error)}`]));
  const [instead] = record.decision.alternatives;
  if (instead !== undefined && outcome === "refused") lines.push(row("would pass", [cyan(otherRoute(instead))]));
  return lines.join("\n");
}

function row(label, lines, paint = String) {
  return lines.map((line, index) => `  ${dim((index === 0 ? label : "").padEnd(indent - 2))}${paint(line)}`).join("\n");
}

/** Why, in one sentence for each kind of reason, and where what was found is written. */
function because({ reasons, amendments }) {
  const groups = [...grouped(reasons).values()].sort((one, other) => other.length - one.length);
  // One setting cures all that an amended call lacks: the widest reason stands for the others.
  return groups.slice(0, amendments.length > 0 ? 1 : 2).flatMap((group, index) => {
    const { code, source } = group[0];
    const written = source ?? (code === "assurance" ? "no source in the catalogue says that one is held" : undefined);
    return [row(index === 0 ? "because" : "", wrapped(sentence(group), width - indent)), ...(written === undefined ? [] : [row("", wrapped(written, width - indent), dim)])];
  });
}

function sentence(group) {
  const { code, need, found } = group[0];
  const providers = [...new Set(group.flatMap(({ route }) => (route === null ? [] : [route.provider])))];
  const where = providers.length === 1 ? providers[0].replace("*", "whichever provider serves it") : `${providers.length} of the providers it may reach`;
  if (code === "prohibited-category") return "this data goes to no model, not even to one on this machine";
  if (code === "training") return found === "may" ? `may be trained on at ${where}` : `training is not ruled out at ${where}`;
  if (code === "retention") return `kept ${found === "unknown" ? "for an unknown time" : found} at ${where}; ${need} allowed`;
  if (code === "assurance") return `no ${need} with ${where}`;
  return `${code}: needs ${need}, found ${found}`;
}

function grouped(reasons) {
  const groups = new Map();
  for (const reason of reasons) {
    const key = JSON.stringify([reason.code, reason.need, reason.found]);
    groups.set(key, [...(groups.get(key) ?? []), reason]);
  }
  return groups;
}

function errorName(error) {
  const name = error.name === "Error" ? error.constructor.name : error.name;
  return [name, error.statusCode ?? error.status].filter((part) => part !== undefined).join(" ");
}

function otherRoute({ gateway, model, controls = {} }) {
  const set = Object.keys(controls).filter((name) => controls[name] !== false);
  return [`${gateway}${model === undefined ? "" : `, ${model}`}`, ...(set.length === 0 ? [] : [`with ${set.join(" and ")}`])].join(" ");
}
