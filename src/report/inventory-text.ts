import { effects } from "../model/decision.ts";
import type { InventoryEntry } from "../model/inventory.ts";
import type { Difference } from "./inventory-differences.ts";
import { callStates, type CallState, type InventoryReport, type InventorySite } from "./inventory-report.ts";
import { isGuarded } from "./inventory-sighting.ts";
import { amount, counted } from "./findings.ts";
import { plain, type Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { tableText } from "./table-text.ts";
import { wrapped } from "./wrapped.ts";

export interface InventoryTextOptions {
  readonly paint?: Paint;
  /** How many columns a sentence may have. */
  readonly width?: number;
}

const titles: Readonly<Record<CallState, readonly [title: string, colour: keyof Paint, meaning: string]>> = {
  unguarded: ["unguarded", "bad", "in the source, and seen without a guard"],
  unknown: ["seen but unknown", "bad", "seen at run time, and not in the source"],
  "never-seen": ["never seen", "doubtful", "in the source alone"],
  guarded: ["guarded", "good", "in the source, and seen to pass through a guard"],
};

/** The joined inventory for people: a table for each state, the worst first. */
export function inventoryText({ sites }: InventoryReport, { paint = plain, width = 100 }: InventoryTextOptions = {}): string {
  const blocks = callStates.flatMap((state) => {
    const own = sites.filter((site) => site.state === state);
    if (own.length === 0) return [];
    const [title, colour, meaning] = titles[state];
    return `${paint[colour](title)}: ${meaning}\n\n${indented(table(own, state, paint))}${own.flatMap((site) => remarks(site, paint, width)).join("")}\n`;
  });
  return `${blocks.join("")}${summary(sites)}\n`;
}

function table(sites: readonly InventorySite[], state: CallState, paint: Paint): string {
  const header = ["place", "call", "gateway", "model", "categories", "guard", ...(state === "never-seen" ? [] : ["calls", "decision"])];
  const rows = sites.flatMap((site) => (state === "never-seen" ? [sourceRow(site)] : seenRows(site)));
  return tableText(header, rows.map((row) => row.map(printable)), (cell, _, row) => (row < 0 ? paint.strong(cell) : cell));
}

function sourceRow(site: InventorySite): readonly string[] {
  const { gateway, model, categories, guarded } = site.source!;
  const guard = { yes: "in the code", no: "–", unknown: "?" }[guarded];
  return [...place(site), gateway ?? "?", model ?? "?", list(categories.map(({ category }) => category)), guard];
}

/** A row for each kind of call from the place; ways out and hosts that differ are one kind. */
function seenRows(site: InventorySite): readonly (readonly string[])[] {
  const kinds = new Map<string, InventoryEntry[]>();
  for (const entry of site.seen) {
    const key = JSON.stringify([entry.gateway, entry.model, entry.categories, guardOf(entry)]);
    kinds.set(key, [...(kinds.get(key) ?? []), entry]);
  }
  return [...kinds.values()].map((entries, index) => {
    const [first] = entries as [InventoryEntry];
    const calls = entries.reduce((total, each) => total + each.calls, 0);
    const decisions = effects.flatMap((effect) => {
      const count = entries.reduce((total, each) => total + each.effects[effect], 0);
      return count === 0 ? [] : count === calls ? effect : `${effect} ${amount(count)}`;
    });
    return [...(index === 0 ? place(site) : ["", ""]), first.gateway, first.model ?? "?", list(first.categories), guardOf(first), amount(calls), decisions.join(", ")];
  });
}

function place({ file, line, column, source }: InventorySite): readonly [string, string] {
  return [file === null ? "?" : `${file}:${line}:${column}`, source === null ? "?" : source.callee];
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "–" : [...new Set(names)].join(" + ");
}

function guardOf(entry: InventoryEntry): string {
  if (entry.guard === "adapter") return "in the code";
  return isGuarded(entry) ? "of the process" : "–";
}

function remarks(site: InventorySite, paint: Paint, width: number): readonly string[] {
  const told = [...site.differences.map(differenceText), ...site.notes];
  if (told.length === 0) return [];
  const where = site.file === null ? "?" : `${site.file}:${site.line}:${site.column}`;
  const lines = told.map((sentence) => `${wrapped(`    ${printable(sentence)}`, Math.max(40, width), 4)}\n`);
  return [`\n  ${paint.strong(printable(where))}\n${lines.join("")}`];
}

const facts: Readonly<Record<Difference["fact"], string>> = { gateway: "gateway", endpoint: "kind of request", model: "model", categories: "categories", guard: "guard" };

function differenceText({ fact, source, runtime, calls }: Difference): string {
  return `${facts[fact]}: the source says \`${source}\`, run time \`${runtime}\` (${counted(calls, "call")})`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gmu, "  ");
}

function summary(sites: readonly InventorySite[]): string {
  const count = (state: CallState): string => amount(sites.filter((site) => site.state === state).length);
  const calls = sites.reduce((total, site) => total + site.calls, 0);
  const differing = sites.filter(({ differences }) => differences.length > 0).length;
  const parts = (["guarded", "unguarded", "never-seen", "unknown"] as const).map((state) => `${count(state)} ${titles[state][0]}`);
  return `${parts.join(", ")} (${counted(calls, "call")} at run time)${differing === 0 ? "" : `; run time and source disagree at ${counted(differing, "place")}`}`;
}
