/** What follows a call across awaits. */
export interface Storage<Value> {
  getStore(): Value | undefined;
  run<T>(store: Value, fn: () => T): T;
}

type StorageClass = new () => Storage<unknown>;

/**
 * The store of that name, one per process, also when two copies of the package are loaded; `undefined` where the runtime
 * cannot carry anything across awaits, as in browsers.
 */
export function processStorage<Value>(name: string): Storage<Value> | undefined {
  const key = Symbol.for(name);
  const place = globalThis as { [key]?: Storage<unknown> | undefined };
  place[key] ??= createStorage();
  return place[key] as Storage<Value> | undefined;
}

// No `node:` import: bundlers for browsers and edge runtimes see none, and each runtime has its own way to the class.
function createStorage(): Storage<unknown> | undefined {
  const runtime = globalThis as {
    AsyncLocalStorage?: StorageClass;
    process?: { getBuiltinModule?: (name: string) => { AsyncLocalStorage: StorageClass } | undefined };
  };
  const constructor = runtime.AsyncLocalStorage ?? runtime.process?.getBuiltinModule?.("node:async_hooks")?.AsyncLocalStorage;
  return constructor === undefined ? undefined : new constructor();
}
