export { guardModel, type NamedModel } from "./guard-model.ts";
export { guardProvider } from "./guard-provider.ts";
export type { GuardModelOptions } from "./pass.ts";
