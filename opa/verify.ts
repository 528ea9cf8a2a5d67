import { run } from "./run.ts";

export interface VerifyOptions {
  readonly bundle: Uint8Array;
  /** A PEM public key, or the shared secret of an `HS…` algorithm. */
  readonly key: string;
  /** `RS256` if not given. */
  readonly algorithm?: string | undefined;
  /** `default` if not given, as on OPA's command line. */
  readonly keyId?: string | undefined;
}

/**
 * Reads a bundle as OPA does when it starts, and promises that every file in it is signed with the key.
 *
 * @throws {OpaError} When the bundle is not signed, not with this key, or was changed afterwards.
 */
export function verifyBundle(options: VerifyOptions): Promise<{ readonly revision: string }> {
  return run("verify", {
    ...options,
    algorithm: options.algorithm ?? "RS256",
    keyId: options.keyId ?? "default",
    bundle: Buffer.from(options.bundle).toString("base64"),
  });
}
