import { createPublicKey, generateKeyPairSync, type KeyPairKeyObjectResult, verify } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { compileRego, verifyBundle } from "../../opa/index.ts";

const rsa = toPem(generateKeyPairSync("rsa", { modulusLength: 2048 }));
const curve = toPem(generateKeyPairSync("ec", { namedCurve: "P-256" }));
const secret = { privateKey: "a shared secret", publicKey: "a shared secret" };

const policy = {
  sources: { "a.rego": "package a\n\nallow if input.x == 1\n" },
  entrypoints: ["a/allow"],
  revision: "r1",
  bundle: true,
} as const;

const algorithms = [
  { algorithm: "RS256", keys: rsa },
  { algorithm: "ES256", keys: curve },
  { algorithm: "HS256", keys: secret },
];

describe("signing", { timeout: 60_000 }, () => {
  it.each(algorithms)("makes a bundle that OPA accepts with $algorithm", async ({ algorithm, keys }) => {
    const bundle = await signedBundle(keys.privateKey, algorithm);
    expect(await verifyBundle({ bundle, key: keys.publicKey, algorithm })).toEqual({ revision: "r1" });
  });

  it("signs so that others can verify it, and lists every file", async () => {
    const bundle = await signedBundle(rsa.privateKey, "RS256");
    const token = /"signatures": \[\s*"([^"]+)"/.exec(gunzipSync(bundle).toString("latin1"))?.[1] ?? "";
    const [head = "", body = "", signature = ""] = token.split(".");
    const key = createPublicKey(rsa.publicKey);
    expect(verify("sha256", Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url"))).toBe(true);
    const claims: { files: { name: string }[] } = JSON.parse(Buffer.from(body, "base64url").toString());
    expect(claims.files.map(({ name }) => name)).toEqual(["a.rego", "data.json", "policy.wasm", ".manifest"]);
  });

  it.each(["RS256", "HS256"])("gives the same bytes every time with %s", async (algorithm) => {
    const key = algorithm === "RS256" ? rsa.privateKey : secret.privateKey;
    expect(await signedBundle(key, algorithm)).toEqual(await signedBundle(key, algorithm));
  });

  it("is not accepted with another key", async () => {
    const bundle = await signedBundle("a shared secret", "HS256");
    await expect(verifyBundle({ bundle, key: "another secret", algorithm: "HS256" })).rejects.toThrow("verify");
  });

  it("is not accepted once a file was changed", async () => {
    const bundle = await signedBundle("a shared secret", "HS256");
    const archive = gunzipSync(bundle);
    const at = archive.indexOf('"r1"');
    archive.write('"r2"', at);
    const changed = gzipSync(archive);
    const asked = verifyBundle({ bundle: changed, key: "a shared secret", algorithm: "HS256" });
    await expect(asked).rejects.toThrow(".manifest");
  });

  it("is demanded of a bundle that has none", async () => {
    const { bundle = new Uint8Array() } = await compileRego(policy);
    await expect(verifyBundle({ bundle, key: "a shared secret", algorithm: "HS256" })).rejects.toThrow("signatures");
  });

  it("refuses a key that does not fit the algorithm", async () => {
    await expect(signedBundle("not a key", "RS256")).rejects.toThrow("failed to parse PEM block");
  });
});

async function signedBundle(key: string, algorithm: string): Promise<Uint8Array> {
  const { bundle } = await compileRego({ ...policy, sign: { key, algorithm } });
  return bundle ?? new Uint8Array();
}

function toPem({ publicKey, privateKey }: KeyPairKeyObjectResult): { publicKey: string; privateKey: string } {
  return {
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
