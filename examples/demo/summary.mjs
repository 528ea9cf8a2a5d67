// What the gateway's record adds up to, and whether that is what the demonstration promises.
import { bold, dim, green, red, width, wrapped } from "./terminal.mjs";

/** What became of each call with the guard, as the gateway saw it. */
export function outcomesOf(without, withGuard) {
  return withGuard.map(({ arrived }, index) => {
    if (arrived.length === 0) return "refused";
    return JSON.stringify(arrived.map(({ body }) => body)) === JSON.stringify(without[index].arrived.map(({ body }) => body)) ? "sent" : "amended";
  });
}

export function summaryText({ without, with: guarded, outcomes, received }) {
  const sum = (results, of) => results.reduce((total, result) => total + of(result), 0);
  const many = (outcome) => outcomes.filter((each) => each === outcome).length;
  const bare = [sum(without, ({ bare }) => bare), sum(guarded, ({ bare }) => bare)];
  const lines = [
    ["", "unguarded", "with cordon"],
    ["calls made", without.length, guarded.length],
    ["prompts that arrived", sum(without, ({ prompts }) => prompts), sum(guarded, ({ prompts }) => prompts)],
    ["prompts that reached a provider without the control their category needs", ...bare],
  ];
  const table = lines.map(([label, one, other], index) => {
    const paint = (value, position) => (index === 0 ? dim(value) : index === 3 ? bold((bare[position] === 0 ? green : red)(value)) : value);
    return `  ${label.padEnd(72)}${paint(String(one).padStart(9), 0)}  ${paint(String(other).padStart(11), 1)}`;
  });
  const agents = [...new Set(received.flatMap(({ headers }) => agentOf(headers["user-agent"] ?? "")))].sort();
  const seen = wrapped(`With cordon ${many("sent")} went as they were, ${many("amended")} were amended and ${many("refused")} were refused. Clients seen by the gateway: ${agents.join(", ")}.`, width - 2);
  return [...table, "", ...seen.map((line) => `  ${line}`)].join("\n");
}

/** The first product that a client names itself by. */
function agentOf(text) {
  const [, name, version] = /^(\S+?)(?:\/(?:JS|typescript))?[ /](\d\S*)/u.exec(text) ?? [];
  const known = { "speakeasy-sdk": "@openrouter/sdk", OpenAI: "openai", Anthropic: "@anthropic-ai/sdk", "ai-sdk-gateway": "@ai-sdk/gateway" };
  return name === undefined ? [] : [`${known[name] ?? name} ${version}`];
}

/** Everything that is not as promised, in words. */
export function troubles(calls, { without, with: guarded, outcomes, records, received }) {
  const found = calls.flatMap(({ title, category, mark, expect }, index) => {
    const name = `${title} with ${category ?? "unlabelled"} data (${mark})`;
    const { error, arrived, prompts, bare } = guarded[index];
    const own = new Set([...without[index].arrived, ...arrived]);
    return [
      without[index].error === undefined ? [] : `${name} fails without the guard: ${without[index].error.message}`,
      without[index].prompts === 1 ? [] : `${name} does not arrive without the guard`,
      outcomes[index] === expect ? [] : `${name} was ${outcomes[index]}, not ${expect}`,
      records[index]?.outcome === expect ? [] : `the guard reports ${name} as ${records[index]?.outcome}`,
      (error === undefined) === (expect !== "refused") ? [] : `the caller of ${name} got ${error?.name ?? "no error"}`,
      prompts === (expect === "refused" ? 0 : 1) ? [] : `${name} arrived ${prompts} times`,
      arrived.length === prompts ? [] : `${name} sent something beside its prompt`,
      bare === 0 ? [] : `${name} arrived without what it needs`,
      received.some((each) => !own.has(each) && each.text.toLowerCase().includes(mark)) ? `${name} arrived with another call` : [],
    ].flat();
  });
  const told = guarded.flatMap(({ arrived }) => arrived).filter(({ text, headers }) => /cordon/iu.test(text + JSON.stringify(headers)));
  return [
    ...found,
    ...(without.some(({ bare }) => bare > 0) ? [] : ["without the guard nothing goes wrong, so this shows nothing"]),
    ...(told.length === 0 ? [] : ["a label left the process"]),
    ...(records.length === calls.length ? [] : [`the guard reports ${records.length} calls of ${calls.length}`]),
  ];
}
