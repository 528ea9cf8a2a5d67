// What arrived, as lines of JSON: the settings as they are, the content as `…`, and what was added in between marked.

const content = new Set(["prompt", "messages", "input", "values"]);
const settings = new Set(["providerOptions", "provider", "data_policy", "store"]);

/** Lines of at most `most` characters; what `body` has and `before` lacks, or has otherwise, goes through `mark`. */
export function wireLines(body, { before = body, most, mark }) {
  const kept = Object.fromEntries(Object.entries(body).filter(([key]) => content.has(key) || settings.has(key)));
  const lines = [[]];
  for (const chunk of chunks(tokens(kept, before, false))) {
    if (lengthOf(lines.at(-1)) > 0 && lengthOf(lines.at(-1)) + lengthOf(chunk) > most) lines.push([]);
    lines.at(-1).push(...chunk);
  }
  return lines.map((line) => line.map(({ text, isNew }) => (isNew ? mark(text) : text)).join(""));
}

function tokens(value, before, isNew) {
  if (!isObject(value)) return [{ text: JSON.stringify(value), isNew: isNew || JSON.stringify(value) !== JSON.stringify(before) }];
  const members = Object.entries(value).flatMap(([key, child], index) => {
    const isNewKey = isNew || !isObject(before) || !(key in before);
    const comma = index === 0 ? [] : [{ text: ",", isNew: isNewKey }];
    return [...comma, { text: `${JSON.stringify(key)}:`, isNew: isNewKey }, ...(content.has(key) ? [{ text: "…", isNew: isNewKey }] : tokens(child, before?.[key], isNewKey))];
  });
  return [{ text: "{", isNew }, ...members, { text: "}", isNew }];
}

/** A line may end before a member, nowhere else. */
function chunks(list) {
  const result = [[]];
  for (const token of list) {
    if (token.text.endsWith(":") && result.at(-1).length > 0) result.push([]);
    result.at(-1).push(token);
  }
  return result;
}

function lengthOf(list) {
  return list.reduce((sum, { text }) => sum + text.length, 0);
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
