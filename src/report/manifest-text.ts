import type { Manifest, ManifestCall } from "../model/manifest.ts";
import { counted } from "./findings.ts";
import { plain, type Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { tableText } from "./table-text.ts";

/** The calls of a manifest as a table for people. */
export function manifestText({ calls }: Manifest, paint: Paint = plain): string {
  if (calls.length === 0) return "no model calls\n";
  const header = ["place", "call", "gateway", "model", "categories", "controls", "guard", "decision"];
  const colours: Readonly<Record<string, keyof Paint>> = { allow: "good", amend: "doubtful", deny: "bad" };
  const rows = calls.map((call) => cellsOf(call).map(printable));
  const shown = (cell: string, column: number, row: number): string => (row < 0 ? paint.strong(cell) : column === 7 && colours[cell] !== undefined ? paint[colours[cell]](cell) : cell);
  return `${tableText(header, rows, shown)}\n${counted(calls.length, "model call")}\n`;
}

function cellsOf({ file, line, column, callee, endpoint, gateway, model, categories, controls, guarded, decision }: ManifestCall): readonly string[] {
  const from = categories.map(({ category, from }) => `${category} (${from})`).join(" + ");
  return [`${file}:${line}:${column}`, `${callee}${endpoint === null || endpoint === "language" ? "" : ` (${endpoint})`}`, gateway ?? "?", model ?? "?", from === "" ? "–" : from, controls.length === 0 ? "–" : controls.join(" "), guarded === "unknown" ? "?" : guarded, decision ?? "?"];
}
