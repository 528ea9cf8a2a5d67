/**
 * What is called, in a form that may be shown: names and dots. What else stands in a callee, such as the key in
 * `new OpenAI({ apiKey: "…" }).chat.completions.create`, is left out; `undefined` where no name remains.
 */
export function shownCallee(text: string): string | undefined {
  const flat = text.replace(/\s+/gu, "");
  if (/^(?:this|super|[\p{ID_Start}$_][\p{ID_Continue}$]*)(?:(?:\?|!)?\.#?[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u.test(flat)) return cut(flat);
  const tail = /(?:(?:\?|!)?\.#?[\p{ID_Start}$_][\p{ID_Continue}$]*)+$/u.exec(flat)?.[0];
  return tail !== undefined && /[)\]>]/u.test(flat.charAt(flat.length - tail.length - 1)) ? cut(`…${tail}`) : undefined;
}

function cut(name: string): string {
  return name.length > 80 ? `…${name.slice(-79)}` : name;
}
