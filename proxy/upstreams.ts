import type { Catalog } from "../src/model/catalog.ts";
import { hostOf } from "../src/adapters/wire/hosts.ts";
import { type KeyHeader, keyHeaders, type KeySource, usualKey } from "./keys.ts";

/** A service behind the proxy, under the name that stands first in the path of a request. */
export interface Upstream {
  readonly name: string;
  /** The address that all of its paths are below. */
  readonly base: URL;
  /** The path of `base` without a slash at its end; empty for a whole host. */
  readonly prefix: string;
  /** Where its key is, when the proxy is to bring it; a key that was asked for stands over the sender's own. */
  readonly key: KeySource | undefined;
}

/** What is wrong with an option, in words for the person who typed it. */
export class OptionError extends Error {}

/**
 * Reads `NAME=URL` options, and the `NAME=ENV_VAR` options that say where their keys are.
 *
 * @throws {OptionError} for anything that is not one of each
 */
export function readUpstreams(texts: readonly string[], keys: readonly string[], catalog: Catalog): ReadonlyMap<string, Upstream> {
  const stated = keys.map(readKey);
  const upstreams = new Map<string, Upstream>();
  for (const text of texts) {
    const { name, base } = readUpstream(text);
    if (upstreams.has(name)) throw new OptionError(`\`${name}\` is the name of two upstreams; give each its own`);
    const key = stated.find((each) => each.name === name)?.key ?? usualKey(catalog, base);
    upstreams.set(name, { name, base, prefix: base.pathname.replace(/\/$/u, ""), key });
  }
  const [lost] = stated.filter(({ name }) => !upstreams.has(name));
  if (lost !== undefined) throw new OptionError(`\`--key ${lost.name}=…\` names no upstream; name one of ${[...upstreams.keys()].map((name) => `\`${name}\``).join(", ")}`);
  return upstreams;
}

/** Upstreams named like a gateway at another address than that gateway's: they are judged by the address. */
export function misnamed(upstreams: ReadonlyMap<string, Upstream>, catalog: Catalog): readonly { readonly name: string; readonly gateway: string }[] {
  return [...upstreams.values()].flatMap(({ name, base }) => {
    const { gateway } = hostOf(catalog, base);
    return gateway !== name && Object.hasOwn(catalog.gateways, name) ? [{ name, gateway }] : [];
  });
}

function readUpstream(text: string): { readonly name: string; readonly base: URL } {
  const [, name = "", address = ""] = /^([^=]*)=(.*)$/su.exec(text) ?? [];
  if (!/^[a-z0-9][\w.-]*$/iu.test(name)) throw new OptionError(`\`--upstream\` takes NAME=URL, as in \`vercel=https://ai-gateway.vercel.sh\`; a name has letters, digits, \`-\`, \`_\` and \`.\``);
  const base = URL.canParse(address) ? new URL(address) : undefined;
  if (base === undefined || !/^https?:$/u.test(base.protocol)) throw new OptionError(`the upstream \`${name}\` needs an address that begins with \`https://\` or \`http://\``);
  if (base.username !== "" || base.password !== "") throw new OptionError(`the address of the upstream \`${name}\` holds a key or a password; leave it out and name its variable with \`--key ${name}=ENV_VAR\``);
  if (base.search !== "" || base.hash !== "") throw new OptionError(`the address of the upstream \`${name}\` ends in a query or a fragment; leave it out`);
  return { name, base };
}

function readKey(text: string): { readonly name: string; readonly key: KeySource } {
  const [, name = "", variable = "", header] = /^([^=]+)=(\w+)(?::([\w-]+))?$/u.exec(text) ?? [];
  if (variable === "") throw new OptionError("`--key` takes NAME=ENV_VAR, the name of an upstream and of the variable that holds its key; the key itself has no place in a command line");
  if (header !== undefined && !isKeyHeader(header)) throw new OptionError(`\`${header}\` is no form of a key; use ${keyHeaders.map((each) => `\`${each}\``).join(", ")}`);
  if ((process.env[variable] ?? "") === "") throw new OptionError(`the variable \`${variable}\`, which is to hold the key of \`${name}\`, is not set; set it, or leave \`--key\` out`);
  return { name, key: { variables: [variable], header, overrides: true } };
}

function isKeyHeader(text: string): text is KeyHeader {
  return (keyHeaders as readonly string[]).includes(text);
}
