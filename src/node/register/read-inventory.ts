import { InventoryEntry } from "../../model/inventory.ts";

/** An inventory as it was read. */
export interface ReadInventory {
  readonly entries: readonly InventoryEntry[];
  /** Lines that are no entry, such as one that a crash cut short, counted from 1. */
  readonly unreadable: readonly number[];
}

/** Reads the text of an inventory, or of several put together, and adds up the lines that are alike. */
export function readInventory(text: string): ReadInventory {
  const merged = new Map<string, InventoryEntry>();
  const unreadable: number[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const entry = parsed(line);
    if (entry === undefined) {
      unreadable.push(index + 1);
      continue;
    }
    const { host, gateway, endpoint, model, categories, site, guard, mode, over } = entry;
    const key = JSON.stringify([host, gateway, endpoint, model, categories, site?.file, site?.line, site?.column, guard, mode, over]);
    const before = merged.get(key);
    merged.set(key, before === undefined ? entry : sum(before, entry));
  }
  return { entries: [...merged.values()], unreadable };
}

function parsed(line: string): InventoryEntry | undefined {
  try {
    return InventoryEntry.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function sum(one: InventoryEntry, other: InventoryEntry): InventoryEntry {
  return {
    ...one,
    calls: one.calls + other.calls,
    effects: added(one.effects, other.effects),
    outcomes: added(one.outcomes, other.outcomes),
    reasons: [...new Set([...one.reasons, ...other.reasons])].sort(),
    first: one.first < other.first ? one.first : other.first,
    last: one.last > other.last ? one.last : other.last,
  };
}

function added<Name extends string>(one: Readonly<Record<Name, number>>, other: Readonly<Record<Name, number>>): Readonly<Record<Name, number>> {
  return Object.fromEntries(Object.entries<number>(one).map(([name, count]) => [name, count + other[name as Name]])) as Record<Name, number>;
}
