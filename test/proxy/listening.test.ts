import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { request as httpsRequest } from "node:https";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readListening } from "../../proxy/listening.ts";
import { folderWith } from "../node/folder.ts";
import { runProxy } from "./running.ts";
import { startStub } from "./stub.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const ownAddress = Object.values(networkInterfaces()).flat().find((each) => each !== undefined && !each.internal && each.family === "IPv4")?.address;

/** Certificates of an authority, made for the test. */
function certificates(): string {
  const folder = folderWith();
  const openssl = (line: string): void => {
    const { status, stderr } = spawnSync("openssl", line.split(" "), { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };
  const key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
  for (const authority of ["ca", "stranger-ca"]) openssl(`req -x509 ${key} -days 2 -subj /CN=${authority} -keyout ${authority}.key -out ${authority}.pem`);
  writeFileSync(join(folder, "names"), "subjectAltName=IP:127.0.0.1");
  for (const [name, authority] of [["server", "ca"], ["client", "ca"], ["stranger", "stranger-ca"]] as const) {
    openssl(`req ${key} -subj /CN=${name} -keyout ${name}.key -out ${name}.csr`);
    openssl(`x509 -req -days 2 -in ${name}.csr -CA ${authority}.pem -CAkey ${authority}.key -CAcreateserial -extfile names -out ${name}.pem`);
  }
  return folder;
}

function get(url: string, folder: string, name?: string): Promise<number | string> {
  const pem = (file: string): Buffer => readFileSync(join(folder, file));
  return new Promise((resolve) => {
    const own = name === undefined ? {} : { cert: pem(`${name}.pem`), key: pem(`${name}.key`) };
    const request = httpsRequest(url, { ca: pem("ca.pem"), ...own, agent: false }, (response) => void response.resume().once("end", () => resolve(response.statusCode ?? 0)));
    request.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message)).end();
  });
}

describe("an address that others reach", () => {
  const upstreams = ["a=https://a.example"];
  const at = (host: string) => [{ host, port: 0, categories: [] }];

  it.each(["0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid", ...(ownAddress === undefined ? [] : [ownAddress])])("is not listened on unless callers have to show who they are: %s", async (host) => {
    await expect(runProxy({ upstreams, listening: at(host) })).rejects.toThrow(/does not listen on .*`--token-env ENV_VAR`, or `--tls-cert`, `--tls-key` and `--client-ca`/u);
  });

  it("is not listened on with a certificate of the server alone", async () => {
    await expect(runProxy({ upstreams, listening: at("0.0.0.0"), tls: { cert: "x", key: "y", clientCa: undefined } })).rejects.toThrow("does not listen on");
  });

  it("is listened on with a token", async () => {
    const proxy = await runProxy({ upstreams, listening: at("0.0.0.0"), token: "a-token" });
    expect((await fetch(`http://127.0.0.1:${new URL(proxy.url).port}/a/v1/models`)).status).toBe(401);
  });

  it.each(["127.0.0.1", "127.9.9.9", "localhost"])("is none where only this machine reaches it: %s", async (host) => {
    const proxy = await runProxy({ upstreams, listening: at(host) });
    expect((await fetch(`${proxy.url}/-/health`)).status).toBe(200);
  });

  it("that is taken is said to be", async () => {
    const proxy = await runProxy({ upstreams });
    await expect(runProxy({ upstreams, listening: [{ host: "127.0.0.1", port: Number(new URL(proxy.url).port), categories: [] }] })).rejects.toThrow("(EADDRINUSE); name another port");
  });
});

describe.skipIf(!hasOpenssl)("a proxy with certificates", () => {
  it("lets in whom the authority has signed, and nobody else", async () => {
    const stub = await startStub();
    const folder = certificates();
    const tls = { cert: join(folder, "server.pem"), key: join(folder, "server.key"), clientCa: join(folder, "ca.pem") };
    const proxy = await runProxy({ gateways: { vercel: stub }, tls });
    const url = `${proxy.url}/vercel/v1/models`;
    expect(proxy.url).toMatch(/^https:/u);
    expect(await get(url, folder, "client")).toBe(200);
    expect([await get(url, folder), await get(url, folder, "stranger")].map((each) => typeof each)).toEqual(["string", "string"]);
    expect(stub.received).toHaveLength(1);
  });

  it("takes up new ones when it is told to read anew, and keeps those before where they cannot be read", async () => {
    const folder = certificates();
    const tls = { cert: join(folder, "server.pem"), key: join(folder, "server.key"), clientCa: undefined };
    const proxy = await runProxy({ upstreams: ["a=https://a.example"], tls });
    const url = `${proxy.url}/-/health`;
    expect(await get(url, folder)).toBe(200);
    writeFileSync(tls.cert, "nonsense");
    await proxy.reload();
    expect(await get(url, folder)).toBe(200);
    expect(proxy.lines.some(({ level, message }) => level === "error" && String(message).includes("certificates"))).toBe(true);
    for (const kind of ["pem", "key"]) writeFileSync(join(folder, `server.${kind}`), readFileSync(join(folder, `stranger.${kind}`)));
    await proxy.reload();
    expect(typeof (await get(url, folder))).toBe("string");
  });

  it("that cannot be read does not start", async () => {
    await expect(runProxy({ upstreams: ["a=https://a.example"], tls: { cert: "/no/such.pem", key: "/no/such.key", clientCa: undefined } })).rejects.toThrow("`/no/such.pem` cannot be read (ENOENT)");
  });
});

describe("a place to listen", () => {
  it.each([
    ["8788", { host: "127.0.0.1", port: 8788, categories: [] }],
    ["8788=pii", { host: "127.0.0.1", port: 8788, categories: ["pii"] }],
    ["0.0.0.0:8788=pii, phi", { host: "0.0.0.0", port: 8788, categories: ["pii", "phi"] }],
    ["[::1]:8788", { host: "::1", port: 8788, categories: [] }],
    ["localhost:0=public", { host: "localhost", port: 0, categories: ["public"] }],
  ])("is read: %s", (text, listening) => {
    expect(readListening(text, "127.0.0.1")).toEqual(listening);
  });

  it.each(["", "pii", "99999", "::1:80", "host:", "8788:pii"])("is refused where it is none: %s", (text) => {
    expect(() => readListening(text, "127.0.0.1")).toThrow("`--listen` takes");
  });
});
