import { more, toldDetails } from "./matrix-details.ts";
import { byKind, signs, type Matrix, type MatrixCell, type MatrixRow } from "./matrix.ts";
import { plain, type Paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { cut, wrapped } from "./wrapped.ts";

export interface MatrixTextOptions {
  /** The columns of the terminal; 100 when left out. No line is longer, down to 40. */
  readonly width?: number | undefined;
  readonly paint?: Paint | undefined;
}

/** Categories that are decided alike on every route stand as one column. */
interface Column {
  readonly titles: readonly string[];
  /** Where its cells stand in a row. */
  readonly index: number;
  /** How much its cells tell. */
  readonly detail: Detail;
}

/** How many amendments and how many reasons a cell tells at most. */
interface Detail {
  readonly amend: number;
  readonly deny: number;
}

/** A line of the table: gateways that are decided alike stand as one. */
interface Line {
  readonly label: string;
  readonly cells: readonly MatrixCell[];
}

const gap = 2;
const mostTitle = 24;

/** The matrix for a terminal: in few columns, what is the same told once, and as much detail as there is room for. */
export function matrixText(matrix: Matrix, { width: wanted = 100, paint = plain }: MatrixTextOptions = {}): string {
  const width = Math.max(40, wanted);
  const groups = byKind(matrix.rows).map(({ title, rows }) => ({ title, routes: alike(rows) }));
  const room = Math.floor(width * 0.3);
  const sections = groups.map(({ title, routes }) => ({ title, lines: routes.flatMap((route) => linesOf(route, room)) }));
  const lines = sections.flatMap((section) => section.lines);
  const first = Math.max(0, ...lines.map(({ label }) => label.length));
  const columns = fitted(columnsOf(matrix.categories, lines), lines, width - first);
  const tables = parted(columns, lines, width - first).map((part) => tableOf(part, sections, first, paint));
  const lists = groups.flatMap(({ routes }) => routes.filter(({ gateways }) => namesIn(gateways, room) !== gateways.join(", ")).map(({ gateways }) => wrapped(`${namesIn(gateways, room)}: ${gateways.join(", ")}`, width, 2)));
  const shortened = lines.some(({ cells }) => columns.some(({ index, detail }) => wordsOf(cells[index]!, detail).endsWith(more)));
  const key = [`${signs.allow} as it is`, `${signs.amend} once this is on the request`, `${signs.deny} not at all, for this reason`, ...(shortened ? ["…: and more"] : [])];
  return [
    ...tables,
    ...(lists.length === 0 ? [] : [lists.join("\n"), ""]),
    ...wrapped(key.join("   "), width, 0, "   ").split("\n").map((line) => inked(line, paint)),
    paint.faint(`decided for ${matrix.now}`),
    paint.faint(`policy ${matrix.policyRevision}`),
    "",
  ].join("\n");
}

interface Route {
  readonly gateways: readonly string[];
  readonly rows: readonly MatrixRow[];
}

/** Gateways with the same controls and the same decisions. */
function alike(rows: readonly MatrixRow[]): readonly Route[] {
  const routes = new Map<string, { readonly gateways: string[]; readonly rows: readonly MatrixRow[] }>();
  for (const gateway of new Set(rows.map((row) => row.gateway))) {
    const own = rows.filter((row) => row.gateway === gateway);
    const key = JSON.stringify(own.map(({ controls, cells }) => [controls, cells]));
    const known = routes.get(key);
    if (known === undefined) routes.set(key, { gateways: [printable(gateway)], rows: own });
    else known.gateways.push(printable(gateway));
  }
  return [...routes.values()];
}

function linesOf({ gateways, rows }: Route, room: number): readonly Line[] {
  return rows.map(({ controls, cells }) => ({ label: cut(controls === "" ? ` ${namesIn(gateways, room)}` : `   + ${printable(controls)}`, room), cells }));
}

/** As many names as there is room for, and how many more there are. */
function namesIn(names: readonly string[], room: number): string {
  for (let shown = names.length; shown > 1; shown--) {
    const text = shown === names.length ? names.join(", ") : `${names.slice(0, shown).join(", ")} and ${names.length - shown} more`;
    if (text.length <= room - 1) return text;
  }
  const rest = names.length === 1 ? "" : ` and ${names.length - 1} more`;
  return `${cut(names[0] ?? "", room - 1 - rest.length)}${rest}`;
}

function columnsOf(categories: readonly string[], lines: readonly Line[]): readonly Column[] {
  const columns: { readonly titles: string[]; readonly index: number; readonly detail: Detail }[] = [];
  categories.forEach((category, index) => {
    const title = cut(printable(category), mostTitle);
    const same = columns.find((column) => lines.every(({ cells }) => JSON.stringify(cells[column.index]) === JSON.stringify(cells[index])));
    if (same === undefined) columns.push({ titles: [title], index, detail: steps[0]! });
    else same.titles.push(title);
  });
  return columns;
}

// Reasons go before amendments: these say what to do, those only why not.
const steps: readonly Detail[] = [{ amend: 3, deny: 3 }, { amend: 2, deny: 2 }, { amend: 1, deny: 1 }, { amend: 1, deny: 0 }, { amend: 0, deny: 0 }];

/** Takes details from the columns, a step at a time and the widest first, until all fit. */
function fitted(columns: readonly Column[], lines: readonly Line[], width: number): readonly Column[] {
  let fitting = columns;
  for (const detail of steps.slice(1)) {
    for (;;) {
      if (widthOf(fitting, lines) <= width) return fitting;
      const saving = (column: Column): number => columnWidth(column, lines) - columnWidth({ ...column, detail }, lines);
      const [widest] = fitting.filter((column) => saving(column) > 0).toSorted((one, other) => columnWidth(other, lines) - columnWidth(one, lines));
      if (widest === undefined) break;
      fitting = fitting.map((column) => (column === widest ? { ...column, detail } : column));
    }
  }
  // Not even the signs have room beside each other: with several tables there is room for words.
  return columns.map((column) => ({ ...column, detail: steps[2]! }));
}

/** The columns in as many tables as it takes. */
function parted(columns: readonly Column[], lines: readonly Line[], width: number): readonly (readonly Column[])[] {
  const parts: Column[][] = [];
  for (const column of columns) {
    const last = parts.at(-1);
    if (last !== undefined && widthOf([...last, column], lines) <= width) last.push(column);
    else parts.push([column]);
  }
  return parts;
}

function widthOf(columns: readonly Column[], lines: readonly Line[]): number {
  return columns.reduce((sum, column) => sum + gap + columnWidth(column, lines), 0);
}

function columnWidth({ titles, index, detail }: Column, lines: readonly Line[]): number {
  return Math.max(...titles.map((title) => title.length), ...lines.map(({ cells }) => wordsOf(cells[index]!, detail).length));
}

function tableOf(columns: readonly Column[], sections: readonly { readonly title: string; readonly lines: readonly Line[] }[], first: number, paint: Paint): string {
  const all = sections.flatMap(({ lines }) => lines);
  const widths = columns.map((column) => columnWidth(column, all));
  const line = (label: string, texts: readonly string[], ink: (text: string, at: number) => string): string => {
    const last = texts.findLastIndex((text) => text !== "");
    return `${label.padEnd(first)}${texts.slice(0, last + 1).map((text, at) => `${" ".repeat(gap)}${text === "" ? "" : ink(text, at)}${" ".repeat(at === last ? 0 : widths[at]! - text.length)}`).join("")}\n`;
  };
  const height = Math.max(0, ...columns.map(({ titles }) => titles.length));
  const head = Array.from({ length: height }, (_, at) => line("", columns.map(({ titles }) => titles[at] ?? ""), paint.strong));
  const body = sections.flatMap(({ title, lines }) => [
    `${paint.faint(title)}\n`,
    ...lines.map(({ label, cells }) => line(label, columns.map(({ index, detail }) => wordsOf(cells[index]!, detail)), (text) => inked(text, paint))),
  ]);
  return [...head, ...body].join("");
}

function wordsOf({ effect, details }: MatrixCell, detail: Detail): string {
  const told = toldDetails(details, effect === "allow" ? 0 : detail[effect]);
  return told === "" ? signs[effect] : `${signs[effect]} ${told}`;
}

/** Every sign with the words after it in its colour. */
function inked(text: string, paint: Paint): string {
  const inks = { [signs.allow]: paint.good, [signs.amend]: paint.doubtful, [signs.deny]: paint.bad };
  return text.split(/(?<= {3})/u).map((part) => (inks[part.trim().slice(0, 1)] ?? ((same: string) => same))(part)).join("");
}
