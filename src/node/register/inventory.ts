import type { Outcome } from "../../guard/guard.ts";
import type { Call } from "../../model/call.ts";
import type { Decision } from "../../model/decision.ts";
import type { InventoryEntry } from "../../model/inventory.ts";

/** One judged call. */
export interface Counted extends Pick<InventoryEntry, "host" | "site" | "guard" | "mode" | "over"> {
  readonly call: Call;
  readonly decision: Decision;
  readonly outcome: Outcome;
}

export interface Inventory {
  add(counted: Counted): void;
  /** What came in since the last time. */
  take(): readonly InventoryEntry[];
}

/** Counts calls, those of one kind from one place together. */
export function createInventory(now: () => Date = () => new Date()): Inventory {
  let entries = new Map<string, Tally>();
  return {
    add({ call, decision, outcome, ...way }) {
      const { gateway, endpoint = null, model = null, categories } = call;
      const kind = { host: way.host, gateway, endpoint, model, categories, site: way.site, guard: way.guard, ...(way.mode === undefined ? {} : { mode: way.mode }), over: way.over };
      const key = JSON.stringify(kind);
      const time = now().toISOString();
      const tally = entries.get(key) ?? { kind, calls: 0, effects: { allow: 0, amend: 0, deny: 0 }, outcomes: { sent: 0, amended: 0, observed: 0, refused: 0 }, reasons: new Set(), first: time, last: time };
      tally.calls += 1;
      tally.effects[decision.effect] += 1;
      tally.outcomes[outcome] += 1;
      for (const { code } of decision.reasons) tally.reasons.add(code);
      tally.last = time;
      entries.set(key, tally);
    },
    take() {
      const taken = [...entries.values()].map(toEntry);
      entries = new Map();
      return taken;
    },
  };
}

interface Tally extends Pick<InventoryEntry, "calls" | "first" | "last"> {
  readonly kind: Pick<InventoryEntry, "host" | "gateway" | "endpoint" | "model" | "categories" | "site" | "guard" | "mode" | "over">;
  calls: number;
  readonly effects: Record<keyof InventoryEntry["effects"], number>;
  readonly outcomes: Record<keyof InventoryEntry["outcomes"], number>;
  readonly reasons: Set<string>;
  last: string;
}

function toEntry({ kind, calls, effects, outcomes, reasons, first, last }: Tally): InventoryEntry {
  return { version: 1, ...kind, calls, effects, outcomes, reasons: [...reasons].sort(), first, last };
}
