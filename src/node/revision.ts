import { createHash } from "node:crypto";
import type { PolicyData } from "../model/policy-data.ts";
import { canonicalJson } from "./canonical-json.ts";

/** Names a policy by all that decides: its compiled code, the catalogue and the organisation's rules. */
export function policyRevision({ catalog, organisation }: Omit<PolicyData, "revision">, code: Uint8Array): string {
  const digest = createHash("sha256").update(canonicalJson({ catalog, organisation })).update(createHash("sha256").update(code).digest());
  return `sha256:${digest.digest("hex")}`;
}
