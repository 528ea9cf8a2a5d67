import { createHash, randomUUID } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import type { DecisionRecord } from "../guard/guard.ts";
import { GuardError } from "../model/errors.ts";
import { canonicalJson } from "./canonical-json.ts";

/** One line of the log. */
export interface AuditLine {
  /** Who wrote it: several processes may write to one log, each its own chain. */
  readonly writer: string;
  /** Counts the writer's lines from 0. */
  readonly number: number;
  /** The hash of the writer's line before; of its first, that of the last line then in the log, or `null`. */
  readonly previous: string | null;
  readonly record: DecisionRecord;
  /** `sha256:` over the canonical JSON of all the rest. */
  readonly hash: string;
}

export interface AuditLog {
  /** Handed to the operating system when it returns. Throws when that fails. */
  append(record: DecisionRecord): void;
  close(): void;
}

/**
 * Opens a log of decisions for appending: JSON lines, each with the hash of the one before it, so that a line that is
 * changed or taken out shows. Names only: no prompt, no key.
 *
 * @throws {GuardError} `policy_unavailable` when the file cannot be written: an audit that is asked for must not be lost.
 */
export function openAuditLog(file: string): AuditLog {
  let descriptor: number;
  let last: { readonly line: string | undefined; readonly whole: boolean };
  try {
    descriptor = openSync(file, "a+", 0o600);
    last = lastLine(descriptor);
  } catch (cause) {
    throw new GuardError("policy_unavailable", `the audit log \`${file}\` cannot be written; check its folder and permissions`, { cause });
  }
  const writer = randomUUID();
  let previous = hashIn(last.line);
  let number = 0;
  // A line that an earlier crash cut short is closed off, for a reader to find, not continued.
  let start = last.whole ? "" : "\n";
  return {
    append(record) {
      const body = { writer, number, previous, record };
      const hash = auditHash(body);
      // One write at the end of the file: lines of several processes do not mix.
      writeSync(descriptor, `${start}${JSON.stringify({ ...body, hash })}\n`);
      previous = hash;
      number += 1;
      start = "";
    },
    close: () => closeSync(descriptor),
  };
}

/** The hash that a line with this content bears. */
export function auditHash(body: Omit<AuditLine, "hash">): string {
  return `sha256:${createHash("sha256").update(canonicalJson(body)).digest("hex")}`;
}

const tail = 1 << 20;

function lastLine(descriptor: number): { readonly line: string | undefined; readonly whole: boolean } {
  const { size } = fstatSync(descriptor);
  const length = Math.min(size, tail);
  const buffer = Buffer.alloc(length);
  readSync(descriptor, buffer, 0, length, size - length);
  const text = buffer.toString("utf8");
  const whole = text === "" || text.endsWith("\n");
  const lines = text.split("\n").slice(0, -1);
  return { line: lines.findLast((line) => hashIn(line) !== null), whole };
}

function hashIn(line: string | undefined): string | null {
  try {
    const { hash } = JSON.parse(line ?? "") as { readonly hash?: unknown };
    return typeof hash === "string" ? hash : null;
  } catch {
    return null;
  }
}
