import { createGuardFrom, type Guard, type GuardOptions } from "../guard/guard.ts";
import { openAuditLog } from "./audit-log.ts";
import { openPolicy, type OpenPolicyOptions } from "./open-policy.ts";

export interface CreateGuardOptions extends GuardOptions, OpenPolicyOptions {
  /** A file to which every decision about a call is appended. */
  readonly audit?: string | undefined;
}

/**
 * Makes a guard of the nearest `cordon.yaml`, from the working directory upwards; where there is none, of the embedded
 * baseline.
 *
 * @throws {ConfigurationError} When the configuration is not sound, with every problem and its place.
 * @throws {GuardError} `policy_unavailable` when the policy, the bundle or the audit log cannot be used.
 * @example
 * const guard = await createGuard();
 * guard.decide({ categories: ["pii"], gateway: "vercel", model: "zai/glm-4.7" }).effect; // "amend"
 */
export async function createGuard(options: CreateGuardOptions = {}): Promise<Guard> {
  const { policy, mode, warnings } = await openPolicy(options);
  for (const { file, line, column, message } of warnings) process.emitWarning(`${file}:${line}:${column}: ${message}`, "CordonWarning");
  const { audit, onDecision, ...rest } = options;
  if (audit === undefined) return createGuardFrom(policy, { ...rest, mode: options.mode ?? mode, ...(onDecision && { onDecision }) });
  const log = openAuditLog(audit);
  let told = false;
  return createGuardFrom(policy, {
    ...rest,
    mode: options.mode ?? mode,
    onDecision(record) {
      try {
        log.append(record);
      } catch (cause) {
        if (!told) process.emitWarning(`the audit log \`${audit}\` cannot be written (${(cause as NodeJS.ErrnoException).code ?? "unknown"}); decisions are not recorded`, "CordonWarning");
        told = true;
      }
      onDecision?.(record);
    },
  });
}
