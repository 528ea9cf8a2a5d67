import { join, resolve } from "node:path";
import type { Mode } from "../../guard/guard.ts";
import { suggestion } from "../configuration/suggestion.ts";
import { openPolicy, type OpenedPolicy } from "../open-policy.ts";
import { projectFolder } from "./project-folder.ts";

/** What the guard of a process goes by. */
export interface Settings extends Pick<OpenedPolicy, "policy" | "warnings"> {
  readonly mode: Mode;
  /** The categories of every call of the process. */
  readonly category: readonly string[];
  /** Where the inventory is kept; `undefined` where none is. */
  readonly inventory: string | undefined;
  /** The folder that call sites are told from. */
  readonly root: string;
}

/** A variable of the environment that cannot be used. */
export class SettingsError extends Error {}

const modes: readonly string[] = ["amend", "enforce", "observe"] satisfies readonly Mode[];

/**
 * Reads the nearest `cordon.yaml` and the variables `CORDON_…` over it.
 *
 * @throws {SettingsError} for a variable that cannot be used
 * @throws {ConfigurationError} for a configuration that is not sound
 */
export async function readSettings(environment: NodeJS.ProcessEnv, folder: string): Promise<Settings> {
  const { CORDON_CONFIG: config, CORDON_MODE: stated, CORDON_CATEGORY: categories = "", CORDON_INVENTORY: inventory } = environment;
  if (stated !== undefined && stated !== "" && !modes.includes(stated)) throw new SettingsError(`\`CORDON_MODE\` cannot be \`${stated}\`; ${suggestion(stated, modes)}`);
  const { policy, mode: configured, warnings } = await openPolicy({ config: config === "" ? undefined : config, cwd: folder });

  const category = categories.split(",").map((name) => name.trim()).filter((name) => name !== "");
  const known = Object.keys(policy.data.organisation.taxonomy.categories);
  const unknown = category.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new SettingsError(`\`CORDON_CATEGORY\` names \`${unknown}\`, which is no category; ${suggestion(unknown, known)}`);

  const mode = stated === undefined || stated === "" ? configured : (stated as Mode);
  const root = projectFolder(folder);
  const file = inventory ?? (mode === "observe" ? join(root, "cordon-inventory.jsonl") : "");
  return { policy, warnings, mode, category, root, inventory: file === "" ? undefined : resolve(folder, file) };
}
