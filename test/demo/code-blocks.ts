/** A fenced block of a page. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** The line of the fence, from 1. */
  readonly line: number;
  /** The file that the line before the fence names in backticks, as in "`policies/x.rego`:". */
  readonly file: string | undefined;
}

/** The fenced blocks of a Markdown page, in order. */
export function codeBlocks(page: string): readonly CodeBlock[] {
  return [...page.matchAll(/^```(\w+)\n([^]*?)^```$/gmu)].map(({ 1: language = "", 2: text = "", index }) => {
    const before = page.slice(0, index).trimEnd().split("\n");
    const file = /^`([^`]+)`:$/u.exec(before.at(-1) ?? "")?.[1];
    return { language, text, line: page.slice(0, index).split("\n").length, file };
  });
}
