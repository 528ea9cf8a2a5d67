/** Text for a place in HTML, SVG or XML; characters that XML does not know are shown as `�`. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`);
}
