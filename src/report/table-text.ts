/** Columns of text, as wide as their widest cell; `shown` is what is printed for a cell, of the same width. */
export function tableText(header: readonly string[], rows: readonly (readonly string[])[], shown: (cell: string, column: number, row: number) => string = (cell) => cell): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], row: number): string =>
    cells.map((cell, column) => shown(cell, column, row) + " ".repeat(column === cells.length - 1 ? 0 : widths[column]! - cell.length)).join("  ").trimEnd();
  return [line(header, -1), ...rows.map(line)].map((text) => `${text}\n`).join("");
}
