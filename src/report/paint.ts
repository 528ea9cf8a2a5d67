/** Puts colours on text, or leaves it: reports never carry a meaning by colour alone. */
export interface Paint {
  good(text: string): string;
  doubtful(text: string): string;
  bad(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

const same = (text: string): string => text;
export const plain: Paint = { good: same, doubtful: same, bad: same, strong: same, faint: same };
