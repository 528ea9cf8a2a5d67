/** Names come from strangers' calls: control characters would steer a terminal, so they are shown as `�`. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\uFFFD");
}
