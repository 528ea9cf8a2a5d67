import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DecisionRecord } from "../../src/guard/guard.ts";
import { auditHash, openAuditLog, type AuditLine } from "../../src/node/audit-log.ts";
import { createGuard } from "../../src/node/create-guard.ts";
import { folderWith } from "./folder.ts";

const record: DecisionRecord = {
  at: "2026-11-20T10:00:00.000Z",
  call: { categories: ["pii"], gateway: "vercel" },
  decision: { effect: "allow", reasons: [], amendments: [], obligations: ["audit"], alternatives: [], assumptions: [], policyRevision: "sha256:x" },
  mode: "amend",
  outcome: "sent",
};

function linesOf(file: string): readonly AuditLine[] {
  return readFileSync(file, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as AuditLine);
}

describe("the audit log", () => {
  it("chains each line to the one before", () => {
    const file = join(folderWith(), "audit.jsonl");
    const log = openAuditLog(file);
    log.append(record);
    log.append({ ...record, outcome: "refused" });
    log.close();
    const [first, second] = linesOf(file);
    expect([first!.number, first!.previous]).toEqual([0, null]);
    expect([second!.number, second!.previous, second!.record.outcome]).toEqual([1, first!.hash, "refused"]);
    for (const { hash, ...body } of [first!, second!]) expect(auditHash(body)).toBe(hash);
  });

  it("shows a changed line", () => {
    const file = join(folderWith(), "audit.jsonl");
    openAuditLog(file).append(record);
    const { hash, ...body } = linesOf(file)[0]!;
    expect(auditHash({ ...body, record: { ...record, outcome: "refused" } })).not.toBe(hash);
  });

  it("goes on where the last writer stopped", () => {
    const file = join(folderWith(), "audit.jsonl");
    openAuditLog(file).append(record);
    openAuditLog(file).append(record);
    const [first, second] = linesOf(file);
    expect(second!.previous).toBe(first!.hash);
    expect(second!.writer).not.toBe(first!.writer);
  });

  it("closes off a line that a crash cut short", () => {
    const file = join(folderWith(), "audit.jsonl");
    openAuditLog(file).append(record);
    appendFileSync(file, '{"writer":"half');
    openAuditLog(file).append(record);
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    expect((JSON.parse(lines[2]!) as AuditLine).previous).toBe((JSON.parse(lines[0]!) as AuditLine).hash);
  });

  it("refuses a place where nothing can be written", () => {
    expect(() => openAuditLog(join(folderWith(), "no", "audit.jsonl"))).toThrow("cannot be written; check its folder and permissions");
  });

  it("is written by the guard, with the listener told as well", async () => {
    const cwd = folderWith();
    const told: string[] = [];
    const guard = await createGuard({ cwd, audit: join(cwd, "audit.jsonl"), onDecision: ({ outcome }) => void told.push(outcome) });
    expect(() => guard.enforce({ categories: ["prohibited"], gateway: "ollama" })).toThrow("call denied");
    expect(linesOf(join(cwd, "audit.jsonl")).map((line) => line.record.outcome)).toEqual(["refused"]);
    expect(told).toEqual(["refused"]);
  });
});
