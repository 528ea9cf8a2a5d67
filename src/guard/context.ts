import { GuardError } from "../model/errors.ts";

interface Storage {
  getStore(): readonly string[] | undefined;
  run<T>(store: readonly string[], fn: () => T): T;
}

type StorageClass = new () => Storage;

// One store per process, also when two copies of the package are loaded.
const key = Symbol.for("cordon.context");

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

function storage(): Storage | undefined {
  const place = globalThis as { [key]?: Storage | undefined };
  place[key] ??= createStorage();
  return place[key];
}

// No `node:` import: bundlers for browsers and edge runtimes see none, and each runtime has its own way to the class.
function createStorage(): Storage | undefined {
  const runtime = globalThis as {
    AsyncLocalStorage?: StorageClass;
    process?: { getBuiltinModule?: (name: string) => { AsyncLocalStorage: StorageClass } | undefined };
  };
  const constructor = runtime.AsyncLocalStorage ?? runtime.process?.getBuiltinModule?.("node:async_hooks")?.AsyncLocalStorage;
  return constructor === undefined ? undefined : new constructor();
}
