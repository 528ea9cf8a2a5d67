/** The one import of the policy engine. The build bundles what stands behind it. */
export { loadPolicy } from "@open-policy-agent/opa-wasm";
