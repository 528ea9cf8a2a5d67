import { kinds, signs, type Matrix, type MatrixRow } from "./matrix.ts";
import { plain, type Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { tableText } from "./table-text.ts";

/** The matrix for a terminal. */
export function matrixText({ categories, rows, policyRevision }: Matrix, paint: Paint = plain): string {
  const cells = rows.map((row) => [printable(rowName(row)), ...row.cells.map(({ effect, details }) => `${signs[effect]} ${cellText(effect, details)}`)]);
  const table = tableText(["", ...categories.map(printable)], cells, (cell, column, row) => {
    if (row < 0) return paint.strong(cell);
    if (column === 0) return cell;
    return cell.startsWith(signs.allow) ? paint.good(cell) : cell.startsWith(signs.amend) ? paint.doubtful(cell) : paint.bad(cell);
  });
  const key = `${signs.allow} allowed as it is   ${signs.amend} allowed once this is on the request   ${signs.deny} denied, for these reasons`;
  return `${table}\n${key}\n${paint.faint(`policy ${policyRevision}`)}\n`;
}

export function rowName({ gateway, controls }: MatrixRow): string {
  return controls === "" ? gateway : `${gateway} + ${controls}`;
}

function cellText(effect: string, details: readonly string[]): string {
  return effect === "allow" ? "" : details.join(", ");
}

/** The rows by the kind of their gateway, kinds without rows left out. */
export function byKind(rows: readonly MatrixRow[]): readonly { readonly title: string; readonly rows: readonly MatrixRow[] }[] {
  return (["gateway", "api", "local"] as const)
    .map((kind) => ({ title: kinds[kind], rows: rows.filter((row) => row.kind === kind) }))
    .filter((group) => group.rows.length > 0);
}
