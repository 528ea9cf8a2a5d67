declare const label: unique symbol;

/** A value that carries a category in its type. At run time it is the value itself. */
export type Classified<Category extends string, Value> = Value & { readonly [label]?: Category };

/** Labels a value with the category of its data, for the compiler and the linter; the value stays what it is. */
export function classify<const Category extends string, Value>(category: Category, value: Value): Classified<Category, Value> {
  void category;
  return value as Classified<Category, Value>;
}

/** Why a value left its category: who says so, and on what ground. */
export interface Declassification {
  readonly to: string;
  readonly by: string;
  readonly reason: string;
}

type Listener = (declassification: Declassification) => void;
const listeners = new Set<Listener>();

/** Takes the label off a value. Every listener is told who did it and why, never the value. */
export function declassify<Value>(value: Classified<string, Value>, declassification: Declassification): Value {
  const { to, by, reason } = declassification;
  for (const listener of listeners) listener({ to, by, reason });
  return value as Value;
}

/** Tells `listener` of every declassification from now on; the returned function ends that. */
export function onDeclassify(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
