import { it } from "vitest";
import { writeFileSync } from "node:fs";
import { applyEdits } from "../../../rules/apply-edits.ts";
import { findingsOf, readFixtures } from "../fixtures.ts";
import { createTypeChecker } from "./type-errors.ts";
it("tsc", () => {
  const out: string[] = [];
  const fixtures = readFixtures().filter((f) => /\.[cm]?tsx?$/u.test(f.name));
  const check = createTypeChecker();
  let t = Date.now();
  const before = check(new Map(fixtures.map((f) => [f.file, f.text])));
  out.push(`before ${Date.now() - t}`); t = Date.now();
  const texts = new Map(fixtures.map((f) => {
    let text = f.text;
    for (let i = 0; i < 6; i++) {
      const groups = findingsOf({ ...f, text }).flatMap((x) => x.suggestions[0] && x.suggestions[0].edits.length ? [x.suggestions[0].edits] : []);
      if (!groups.length) break;
      text = applyEdits(text, groups).text;
    }
    return [f.file, text] as const;
  }));
  const after = check(texts);
  out.push(`after ${Date.now() - t}`);
  for (const f of fixtures) {
    const b = [...before.get(f.file)!], a = after.get(f.file)!;
    const fresh = a.filter((x) => { const i = b.indexOf(x); if (i >= 0) b.splice(i, 1); return i < 0; });
    if (fresh.length) out.push(f.name, ...fresh.map((x) => "   + " + x), ...b.map((x) => "   - " + x));
  }
  out.push("BEFORE", ...fixtures.flatMap((f) => before.get(f.file)!.map((x) => `${f.name} ${x}`)));
  // counts
  const counts: Record<string, number> = {};
  for (const f of readFixtures()) for (const x of findingsOf(f)) { const k = `${x.rule}/${x.messageId} ${x.fixable ? "fixable" : x.suggestions.length ? "suggestion" : "no edit"}`; counts[k] = (counts[k] ?? 0) + 1; }
  out.push("COUNTS", ...Object.entries(counts).sort().map(([k, v]) => `${v} ${k}`));
  for (const f of readFixtures()) for (const x of findingsOf(f)) if (!x.suggestions.length && /require-controls|ineffective/.test(x.rule)) out.push(`NOEDIT ${f.name}:${f.text.slice(0, x.start).split("\n").length} ${x.rule}/${x.messageId}: ${x.message}`);
  for (const f of readFixtures()) for (const x of findingsOf(f)) if (x.suggestions.length && !x.fixable && /require-controls|ineffective/.test(x.rule)) out.push(`UNFIXABLE ${f.name}:${f.text.slice(0, x.start).split("\n").length} ${x.rule}/${x.messageId}: ${x.message}`);
  writeFileSync("/tmp/tsc.txt", out.join("\n"));
}, 300000);
