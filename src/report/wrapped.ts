/** Words in lines of at most `width` characters, lines after the first set in; a word that is longer stands alone. */
export function wrapped(text: string, width: number, indent: number, separator = " "): string {
  const lines: string[] = [];
  for (const word of text.split(separator)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + separator.length + word.length <= width) lines[lines.length - 1] = `${last}${separator}${word}`;
    else lines.push(last === undefined ? word : `${" ".repeat(indent)}${word}`);
  }
  return lines.join("\n");
}

/** The text, or as much of its beginning as there is room for, and a sign that there was more. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, Math.max(0, most - 1))}…` : text;
}
