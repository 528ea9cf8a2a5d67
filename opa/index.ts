/** Open Policy Agent without installing it: its own compiler, checker, tester and formatter as one Wasm module. */
export { type Capabilities, type CapabilityBuiltin, capabilities, nativeBuiltins, opaVersion } from "./capabilities.ts";
export { type CheckOptions, checkRego } from "./check.ts";
export { type CompiledRego, type CompileOptions, compileRego, compileRegoSync, type SignOptions } from "./compile.ts";
export { type EvaluateOptions, evaluateRego } from "./evaluate.ts";
export { type FormatOptions, formatRego } from "./format.ts";
export { OpaError, type OpaProblem } from "./problem.ts";
export type { RegoSources } from "./sources.ts";
export {
  type Coverage,
  type FileCoverage,
  type TestOptions,
  type TestReport,
  type TestResult,
  testRego,
} from "./test.ts";
export { type VerifyOptions, verifyBundle } from "./verify.ts";
