/** What needs a file system: `cordon.yaml`, bundles, the audit log; and all of `cordon`. */
export type { Amendment, Call, Catalog, Controls, Decision, DecisionRecord, Effect, Fact, GatewayEntry, Guard, Mode } from "../index.ts";
export type { Organisation, Outcome, PolicyData, Reason, Requirement, Requirements, Served, Verification } from "../index.ts";
export type { Classified, Declassification } from "../index.ts";
export { CallDeniedError, classify, ConfigurationError, declassify, GuardError, onDeclassify, withCategory } from "../index.ts";
export type { ConfigurationProblem } from "../model/errors.ts";
export { auditHash, openAuditLog, type AuditLine, type AuditLog } from "./audit-log.ts";
export { readBundle, writeBundle, type Bundle, type SigningKey } from "./bundle.ts";
export type { PathCategories, Waiver } from "./configuration/sites.ts";
export { loadConfiguration, readProfile, type Configuration, type LoadConfigurationOptions } from "./configuration/load.ts";
export { createGuard, type CreateGuardOptions } from "./create-guard.ts";
export { readStrictJson, type StrictJson } from "./strict-json.ts";
export { policyRevision } from "./revision.ts";
export { openPolicy, type OpenedPolicy, type OpenPolicyOptions } from "./open-policy.ts";
