import { syncBuiltinESMExports } from "node:module";
import { createGuardFrom } from "../../guard/guard.ts";
import { GuardError } from "../../model/errors.ts";
import { siteIn } from "./call-site.ts";
import { guardGlobalFetch } from "./global-fetch.ts";
import { createInventory } from "./inventory.ts";
import { keepInventory } from "./inventory-file.ts";
import { guardNodeHttp } from "./node-http.ts";
import { guardHttp2 } from "./node-http2.ts";
import { createScreen, type ScreenOptions } from "./screen.ts";
import { readSettings, SettingsError, type Settings } from "./settings.ts";
import { takeTrace } from "./trace.ts";
import { keepTrail } from "./trail.ts";
import { guardUndici } from "./undici.ts";
import { guardWorkers } from "./worker-threads.ts";

// One guard per process, also when two copies of the package are loaded, or one is named twice.
const registered = Symbol.for("cordon.registered");

/** Guards the process. Ends it where it cannot: an app that counts on a guard must not start without one. */
export async function register(): Promise<void> {
  const place = globalThis as { [registered]?: boolean };
  if (place[registered] === true) return;
  place[registered] = true;
  try {
    const settings = await readSettings(process.env, process.cwd());
    for (const { file, line, column, message } of settings.warnings) process.emitWarning(`${file}:${line}:${column}: ${message}`, "CordonWarning");
    guardProcess(settings);
  } catch (error) {
    if (!GuardError.isInstance(error) && !(error instanceof SettingsError)) throw error;
    process.stderr.write(`cordon/register: nothing is started without its guard\n${error.message}\n`);
    process.exit(2);
  }
}

function guardProcess(settings: Settings): void {
  const { policy, mode, category } = settings;
  const screen = createScreen({ guard: createGuardFrom(policy, { mode }), category, ...counting(settings) });
  guardGlobalFetch(screen);
  guardNodeHttp(screen);
  guardHttp2(screen);
  guardUndici(screen);
  guardWorkers(new URL("index.js", import.meta.url).href);
  // Named imports of `node:http` and the others see what was put in place.
  syncBuiltinESMExports();
}

/** Nothing of what it takes to find call sites is there unless somebody asks for an inventory. */
function counting({ inventory: file, root }: Settings): Pick<ScreenOptions, "inventory" | "siteOf"> {
  if (file === undefined) return {};
  const inventory = openInventory(file);
  const trail = keepTrail();
  return {
    inventory,
    siteOf(below) {
      const here = takeTrace(100, below);
      const called = siteIn(here, root, "called");
      if (called !== null) return called;
      for (const step of trail.steps()) {
        const site = siteIn(step, root, "called");
        if (site !== null) return site;
      }
      return siteIn(here, root, "any");
    },
  };
}

function openInventory(file: string): ReturnType<typeof createInventory> {
  try {
    return keepInventory(file, createInventory());
  } catch (error) {
    throw new SettingsError(`the inventory \`${file}\` cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown"}); check its folder, or name another in \`CORDON_INVENTORY\``);
  }
}
