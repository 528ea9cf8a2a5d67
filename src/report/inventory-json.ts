import { callStates, type InventoryReport } from "./inventory-report.ts";

/** The joined inventory for other tools. */
export function inventoryJson({ sites }: InventoryReport): string {
  const count = (state: string): number => sites.filter((site) => site.state === state).length;
  const summary = {
    ...Object.fromEntries(callStates.map((state) => [state, count(state)])),
    differing: sites.filter(({ differences }) => differences.length > 0).length,
    calls: sites.reduce((total, { calls }) => total + calls, 0),
  };
  return `${JSON.stringify({ version: 1, summary, sites }, null, 2)}\n`;
}
