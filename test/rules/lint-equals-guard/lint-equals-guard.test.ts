import { writeFileSync } from "node:fs";
import { it } from "vitest";
import { readFixtures } from "../fixtures.ts";
import { compare } from "./compared.ts";

it("dev", async () => {
  const lines: string[] = [];
  let compared = 0, total = 0, reachedSites = 0, diffs = 0, executed = 0;
  for (const fixture of readFixtures()) {
    if (process.env["ONLY"] !== undefined && !fixture.name.includes(process.env["ONLY"])) continue;
    const t0 = Date.now(); const c = await compare(fixture).catch((error: Error) => ({ fixture: fixture.name, sites: [], reached: new Map<string, number>(), compared: 0, differences: [], missing: [], troubles: [`THROWN ${error.stack}`] }));
    compared += c.compared;
    executed += [...c.reached.values()].reduce((a, b) => a + b, 0);
    const complete = c.sites.filter((s) => s.isComplete);
    total += complete.length;
    const gaps = complete.filter((s) => !c.reached.has(s.name));
    reachedSites += complete.length - gaps.length;
    diffs += c.differences.length;
    const took = Date.now() - t0; lines.push(`== [${took} ms] ${c.fixture} sites=${c.sites.length} complete=${complete.length} compared=${c.compared}`);
    if (gaps.length > 0) lines.push(`   GAP ${gaps.map((g) => g.name).join(" ")} missing=${c.missing}`);
    for (const d of c.differences) lines.push(`   ${d.kind} ${d.site} (${d.setting})`, `      lint  ${d.lint}`, `      guard ${d.guard}`);
    if (gaps.length > 0 || process.env["ONLY"]) for (const t of c.troubles) lines.push(`   ~ ${t}`);
  }
  writeFileSync("/tmp/leg.txt", `complete sites ${total}, reached ${reachedSites}; executed ${executed} compared ${compared}; differences ${diffs}\n${lines.join("\n")}\n`);
}, 600_000);
