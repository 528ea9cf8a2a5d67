/** Ways to write the same code. */
export const variants: Readonly<Record<string, (text: string) => string>> = {
  "as it is written": (text) => text,
  "without marks": (text) => text.replaceAll(/[^\S\n]*\/\/ expect: .*$/gmu, ""),
  "with line ends of Windows": (text) => text.replaceAll("\n", "\r\n"),
  "with tabs": (text) => text.replaceAll(/^(?: {2})+/gmu, (spaces) => "\t".repeat(spaces.length / 2)),
  "with four spaces": (text) => text.replaceAll(/^ +/gmu, (spaces) => spaces.repeat(2)),
  "without a last line end": (text) => text.replace(/\n$/u, ""),
  "without commas at the end of lists": (text) => text.replaceAll(/,(?=(?:[^\S\n]*\/\/ [^\n]*)?\n\s*[}\])])/gu, ""),
  "with a comment behind every comma": (text) => text.replaceAll(/,$/gmu, ", // as agreed"),
  "with comments before closing braces": (text) => text.replaceAll(/\n(\s*)\}(?=[,)])/gu, "\n$1  // The end.\n$1}"),
  "on one line": (text) => text.replaceAll(/[^\S\n]*\/\/ .*$/gmu, "").replaceAll(/(?<=[{[(,])\n\s+/gu, " ").replaceAll(/,?\n\s*(?=[}\])])/gu, " "),
};
