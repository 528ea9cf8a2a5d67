import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as z from "../vendor/zod.ts";
import type { Mode } from "../guard/guard.ts";
import { GuardError } from "../model/errors.ts";
import { PolicyData } from "../model/policy-data.ts";
import { compiledPolicy, entrypoints } from "./compile.ts";
import type { Configuration } from "./configuration/load.ts";
import { policyData } from "./policy-data.ts";
import { shippedCapabilities, shippedRego, withoutTests } from "./policy-source.ts";
import { readTar } from "./tar.ts";

/** A policy with its data and the guard's mode, as `cordon build` writes it. */
export interface Bundle {
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly data: PolicyData;
  readonly mode: Mode;
}

export interface SigningKey {
  /** A PEM key, or the shared secret of an `HS…` algorithm. */
  readonly key: string;
  /** `RS256` when left out. */
  readonly algorithm?: string | undefined;
  readonly keyId?: string | undefined;
}

const Documents = z.looseObject({ catalog: z.unknown(), organisation: z.unknown(), revision: z.unknown(), guard: z.object({ mode: z.enum(["amend", "enforce", "observe"]) }) });

/** Compiles a configuration into an OPA bundle. The same configuration gives the same bytes on every machine. */
export async function writeBundle(configuration: Configuration, sign?: SigningKey): Promise<Uint8Array> {
  const { compileRego } = await import("../../opa/index.ts");
  const data = policyData(configuration, await compiledPolicy(configuration));
  const { bundle } = await compileRego({
    sources: withoutTests({ ...shippedRego(), ...configuration.regoSources }),
    data: { ...data, guard: configuration.guard },
    entrypoints,
    capabilities: shippedCapabilities(),
    revision: data.revision,
    bundle: true,
    sign,
  });
  if (bundle === undefined) throw new GuardError("policy_unavailable", "the compiler made no bundle; report this");
  return bundle;
}

/**
 * Reads a bundle. With `verify`, only one that is signed with that key.
 *
 * @throws {GuardError} `policy_unavailable` when it cannot be read whole, or is not signed as asked.
 */
export async function readBundle(file: string, verify?: SigningKey): Promise<Bundle> {
  try {
    const bytes = readFileSync(file);
    if (verify !== undefined) {
      const { verifyBundle } = await import("../../opa/index.ts");
      await verifyBundle({ bundle: bytes, ...verify });
    }
    const files = readTar(gunzipSync(bytes, { maxOutputLength: 256 << 20 }));
    const { guard, ...documents } = Documents.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(files.get("data.json"))));
    const wasm = files.get("policy.wasm");
    if (wasm === undefined) throw new Error("`policy.wasm` is missing");
    return { wasm: Uint8Array.from(wasm), data: PolicyData.parse(documents), mode: guard.mode };
  } catch (cause) {
    throw new GuardError("policy_unavailable", `\`${file}\` is no bundle that can be used${verify === undefined ? "" : " with this key"}; build it again with \`cordon build\``, { cause });
  }
}
