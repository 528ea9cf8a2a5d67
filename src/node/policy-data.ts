import type { PolicyData } from "../model/policy-data.ts";
import { embeddedData } from "../policy/embedded.ts";
import type { Configuration } from "./configuration/load.ts";
import { policyRevision } from "./revision.ts";

/** What the policy reads beside the call, by a configuration; `code` is the compiled policy that goes with it. */
export function policyData(configuration: Configuration, code: Uint8Array): PolicyData {
  if (configuration.file === null) return embeddedData();
  const data = { catalog: configuration.catalog, organisation: organisationOf(configuration) };
  return { ...data, revision: policyRevision(data, code) };
}

function organisationOf({ organisation, regoSources }: Configuration): Configuration["organisation"] {
  return Object.keys(regoSources).length === 0 ? organisation : { ...organisation, ownRequirements: true };
}
