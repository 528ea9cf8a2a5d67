import { readFileSync } from "node:fs";
import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import type { SecureContextOptions } from "node:tls";
import { OptionError } from "./upstreams.ts";

/** Where the proxy listens, and the categories of everything that comes in there. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly categories: readonly string[];
}

/** Files of a certificate, its key, and the authority that signs those of the callers. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
  readonly clientCa: string | undefined;
}

/** Reads `[HOST:]PORT[=CATEGORY,…]`. */
export function readListening(text: string, host: string): Listening {
  const [, named, port = "", categories = ""] = /^(?:(\[[^\]]+\]|[^:=[\]]+):)?(\d{1,5})(?:=(.*))?$/su.exec(text) ?? [];
  if (port === "" || Number(port) > 65_535) throw new OptionError(`\`--listen\` takes [HOST:]PORT[=CATEGORY,…], as in \`8788=pii\`; \`${text}\` is none`);
  return { host: named?.replace(/^\[|\]$/gu, "") ?? host, port: Number(port), categories: listOf([categories]) };
}

/** `pii,phi` and `pii` `phi` are the same. */
export function listOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split(",")).map((each) => each.trim()).filter((each) => each !== "");
}

/**
 * Refuses an address that others reach, unless callers have to show who they are.
 *
 * @throws {OptionError} with what to add
 */
export async function requireCallers(listening: readonly Listening[], { token, tls }: { readonly token: string | undefined; readonly tls: TlsFiles | undefined }): Promise<void> {
  if (token !== undefined || tls?.clientCa !== undefined) return;
  for (const { host, port } of listening) {
    if (await isLoopback(host)) continue;
    throw new OptionError(
      `the proxy does not listen on \`${host}:${port}\`, where others reach it, unless they have to show who they are; add \`--token-env ENV_VAR\`, or \`--tls-cert\`, \`--tls-key\` and \`--client-ca\`, or leave \`--host\` out`,
    );
  }
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether only this machine reaches any of the places. */
export async function areLoopback(listening: readonly Listening[]): Promise<boolean> {
  return (await Promise.all(listening.map(({ host }) => isLoopback(host)))).every(Boolean);
}

/** Whether only this machine reaches an address; a name does when all that it stands for do. */
async function isLoopback(host: string): Promise<boolean> {
  const found = isIP(host) === 0 ? await lookup(host, { all: true }).catch(() => []) : [{ address: host, family: isIP(host) }];
  return found.length > 0 && found.every(({ address, family }) => loopback.check(address, family === 6 ? "ipv6" : "ipv4"));
}

/**
 * Reads the files of a TLS server. With an authority for callers, nobody gets in whom it has not signed.
 *
 * @throws {OptionError} where one cannot be read
 */
export function readTls({ cert, key, clientCa }: TlsFiles): SecureContextOptions & { readonly requestCert: boolean; readonly rejectUnauthorized: boolean } {
  return {
    cert: readPem(cert),
    key: readPem(key),
    ...(clientCa !== undefined && { ca: readPem(clientCa) }),
    requestCert: clientCa !== undefined,
    rejectUnauthorized: clientCa !== undefined,
    minVersion: "TLSv1.2",
  };
}

function readPem(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new OptionError(`\`${file}\` cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"}); check the name and its permissions`);
  }
}
