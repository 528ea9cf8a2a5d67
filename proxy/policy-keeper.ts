import { resolve } from "node:path";
import { createGuardFrom, type DecisionRecord, type Guard, type Mode } from "../src/guard/guard.ts";
import { ConfigurationError, GuardError } from "../src/model/errors.ts";
import { openAuditLog } from "../src/node/audit-log.ts";
import { openPolicy, type OpenedPolicy } from "../src/node/open-policy.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { watchFiles } from "./watched-files.ts";

/** The guard that holds at the moment. */
export interface PolicyKeeper {
  readonly guard: Guard;
  readonly revision: string;
  /** Whether the files say something else than what holds, because they cannot be used. */
  readonly stale: boolean;
  /** Reads the configuration anew. One that cannot be used changes nothing, and that is told. */
  reload(): Promise<void>;
  close(): void;
}

export interface PolicyKeeperOptions {
  readonly cwd: string;
  readonly config?: string | undefined;
  /** The gateways that will be asked about: the first decision on one takes long, and shall not be a caller's. */
  readonly warm?: (catalog: Guard["catalog"]) => readonly string[];
  /** Stands over the mode of the configuration. */
  readonly mode?: Mode | undefined;
  /** A file to which every decision about a request is appended. */
  readonly audit?: string | undefined;
  /** Milliseconds between two looks at the files. */
  readonly watchEvery?: number | undefined;
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * Opens the policy of a folder, and again whenever its files change.
 *
 * @throws {ConfigurationError} Where the configuration is not sound at the start: nothing runs on half of one.
 * @throws {GuardError} Where the policy or the audit log cannot be opened.
 */
export async function keepPolicy(options: PolicyKeeperOptions): Promise<PolicyKeeper> {
  const { cwd, config, log, metrics } = options;
  const audit = options.audit === undefined ? undefined : openAuditLog(options.audit);
  const onDecision = (record: DecisionRecord): void => {
    try {
      audit?.append(record);
    } catch (error) {
      metrics.add("cordon_audit_failures_total", "Decisions that could not be written to the audit log.");
      log("error", "a decision could not be written to the audit log", { code: codeOf(error) });
    }
  };
  let opened: OpenedPolicy = await openPolicy({ cwd, config });
  let guard = guardOf(opened);
  let stale = false;
  let troubled: readonly string[] = [];
  // One at a time: the file that was read last is the one that holds.
  let turn: Promise<void> = Promise.resolve();

  tell();
  const reload = (): Promise<void> => (turn = turn.then(reopen));
  const watcher = watchFiles({ cwd, config, every: options.watchEvery ?? 500, files: () => filesOf(opened, troubled), onChange: () => void reload() });
  return {
    get guard() {
      return guard;
    },
    get revision() {
      return opened.policy.data.revision;
    },
    get stale() {
      return stale;
    },
    reload,
    close() {
      watcher.close();
      audit?.close();
    },
  };

  function guardOf({ policy, mode }: OpenedPolicy): Guard {
    const made = createGuardFrom(policy, { mode: options.mode ?? mode, ...(audit && { onDecision }) });
    // The policy keeps what it works out of a gateway from the second question on.
    for (const gateway of options.warm?.(made.catalog) ?? []) for (const model of ["warm", "warmer"]) made.decide({ categories: [], gateway, endpoint: "language", model });
    return made;
  }

  async function reopen(): Promise<void> {
    try {
      const next = await openPolicy({ cwd, config });
      const before = opened.policy.data.revision;
      [opened, guard, stale, troubled] = [next, guardOf(next), false, []];
      log("info", "configuration read anew", { revision: next.policy.data.revision, before, mode: guard.mode });
      metrics.add("cordon_reloads_total", "Attempts to read the configuration anew.", { result: "ok" });
    } catch (error) {
      stale = true;
      troubled = GuardError.isInstance(error) && error.code === "invalid_configuration" ? (error as ConfigurationError).problems.map(({ file }) => resolve(cwd, file)) : [];
      log("error", "the new configuration cannot be used; the one before still holds", { revision: opened.policy.data.revision, problems: problemsOf(error) });
      metrics.add("cordon_reloads_total", "Attempts to read the configuration anew.", { result: "failed" });
    }
    tell();
  }

  function tell(): void {
    for (const { file, line, column, message } of opened.warnings) log("warn", "configuration", { at: `${file}:${line}:${column}`, problem: message });
    metrics.set("cordon_configuration_stale", "1 while the files say something else than what holds, because they cannot be used.", stale ? 1 : 0);
  }
}

/** What is worth a look: the files that hold, and those that keep a new configuration from it. */
function filesOf({ configuration }: OpenedPolicy, troubled: readonly string[]): { readonly files: readonly string[]; readonly folders: readonly string[] } {
  return { files: [...(configuration?.files ?? []), ...troubled], folders: configuration?.regoFolders ?? [] };
}

function problemsOf(error: unknown): readonly string[] {
  if (GuardError.isInstance(error) && error.code === "invalid_configuration") {
    return (error as ConfigurationError).problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
  }
  return [GuardError.isInstance(error) ? error.message : codeOf(error)];
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).name;
}
