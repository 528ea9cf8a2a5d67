/**
 * Rego texts by virtual path, such as `policies/cordon/cordon.rego`. Paths appear in messages and inside compiled
 * policies and need not exist on a disk; keep them relative, so that output does not depend on the machine.
 */
export interface RegoSources {
  readonly [path: string]: string;
}
