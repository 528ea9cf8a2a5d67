/** Says what was probably meant, or what there is to choose from: `did you mean …?`, `use …`. */
export function suggestion(written: string, names: readonly string[]): string {
  const near = nearest(written, names);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  if (names.length === 0) return "there is none";
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  return names.length > most ? `use one such as ${shown.join(", ")}` : `use ${listed(shown)}`;
}

const most = 12;

/** The name that was most likely meant, if one is near enough. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const plain = simplified(written);
  const allowed = Math.max(1, Math.floor(plain.length / 3));
  let best: string | undefined;
  let least = allowed + 1;
  for (const name of names) {
    const edits = editDistance(plain, simplified(name), least);
    if (edits < least) [best, least] = [name, edits];
  }
  return best;
}

// Case and separators are what people confuse most: `retention_days`, `RetentionDays`.
function simplified(name: string): string {
  return name.slice(0, 64).toLowerCase().replace(/[-_ .]/gu, "");
}

/** Edits between two names, a swap of neighbours counting as one; any number from `limit` on means "too many". */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return Math.min(row[other.length]!, limit);
}

/** `a`, `b` or `c`. */
export function listed(names: readonly string[], word = "or"): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;
}
