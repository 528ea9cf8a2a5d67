import { GuardError } from "../model/errors.ts";
import { processStorage, type Storage } from "./process-storage.ts";

/**
 * Declares the category of the data in every model call that `fn` makes, across awaits. Nested declarations add up.
 *
 * @throws {GuardError} `context_unavailable` where the runtime cannot carry a context across awaits, as in browsers.
 */
export function withCategory<T>(category: string | readonly string[], fn: () => T): T {
  const current = storage();
  if (current === undefined) {
    throw new GuardError(
      "context_unavailable",
      "`withCategory` needs `AsyncLocalStorage`, which this runtime lacks; give the category to `guardFetch` or `guardModel` instead",
    );
  }
  return current.run([...new Set([...contextCategories(), ...[category].flat()])], fn);
}

/** The categories that the enclosing `withCategory` calls declare. */
export function contextCategories(): readonly string[] {
  return storage()?.getStore() ?? [];
}

function storage(): Storage<readonly string[]> | undefined {
  return processStorage("cordon.context");
}
