/** The scripts of a markup file as one program. */
export interface Scripts {
  /** As long as the whole file: everything that is no script is blank, line ends apart. */
  readonly text: string;
  readonly language: "js" | "jsx" | "ts" | "tsx";
}

const block = /<script\b((?:[^>"']|"[^"]*"|'[^']*')*)>([\s\S]*?)<\/script\s*>|<!--[\s\S]*?-->/giu;
const languages: Readonly<Record<string, Scripts["language"]>> = { ts: "ts", typescript: "ts", tsx: "tsx", jsx: "jsx" };

export function isMarkup(file: string): boolean {
  return /\.(?:vue|svelte|astro|html?)$/iu.test(file);
}

/** Keeps the scripts at their offsets; expressions in templates are left out. */
export function scriptsOf(text: string, file: string): Scripts {
  let kept = "";
  let language: Scripts["language"] = "js";
  const keep = (start: number, end: number): void => {
    // The semicolon keeps the next script from going on with the last expression of this one.
    kept += `${blank(text.slice(kept.length, start))}${text.slice(start, end)};`;
  };
  if (/\.astro$/iu.test(file)) {
    language = "ts";
    const [whole, head = ""] = /^(\s*---[^\n]*\n)[\s\S]*?\n(?=---)/u.exec(text) ?? [];
    if (whole !== undefined) keep(head.length, whole.length);
  }
  for (const match of text.matchAll(block)) {
    const [, attributes, body] = match;
    if (attributes === undefined || body === undefined || match.index < kept.length) continue;
    const type = /\btype\s*=\s*["']?([^\s"'>]*)/iu.exec(attributes)?.[1] ?? "module";
    if (/\bsrc\s*=/u.test(attributes) || !/^(?:|module|ts|(?:text|application)\/(?:java|type|ecma)script)$/iu.test(type)) continue;
    const start = match.index + "<script".length + attributes.length + 1;
    keep(start, start + body.length);
    language = languages[/\blang\s*=\s*["']?(\w+)/iu.exec(attributes)?.[1]?.toLowerCase() ?? ""] ?? language;
  }
  return { text: kept + blank(text.slice(kept.length)), language };
}

function blank(text: string): string {
  return text.replace(/[^\r\n\u2028\u2029]/gu, (character) => " ".repeat(character.length));
}
