/** The source of a regular expression for a text with `{name}` places in it, each of which is `place`. */
export function patternSource(text: string, place: string): string {
  const parts = text.split(/(\{\w+\})/u);
  const escaped = (part: string): string => part.replace(/[.[\]{}*+?^$()|/\\]/gu, String.raw`\$&`);
  return parts.map((part, index) => (index % 2 === 1 ? `(?<${part.slice(1, -1)}>${place})` : escaped(part))).join("");
}
