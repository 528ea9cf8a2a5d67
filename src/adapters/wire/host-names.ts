import { patternSource } from "./pattern.ts";

/**
 * The names under which a host is looked up, the closest first: lower case and punycode as the URL parser gives them,
 * without a trailing dot; on this machine every spelling of it means the same.
 */
export function hostNames(url: URL): readonly string[] {
  const name = bareName(url);
  return isLoopback(name) && name !== thisMachine ? [name, thisMachine] : [name];
}

/** The host as a gateway's name, for one that the catalogue lacks. */
export function hostLabel(url: URL): string {
  return url.port === "" ? bareName(url) : `${bareName(url)}:${url.port}`;
}

export interface HostPattern {
  readonly matches: (name: string) => boolean;
  readonly region: (name: string) => string | undefined;
  readonly port: string;
  readonly literal: boolean;
}

/** A host of the catalogue; `{name}` in it is one label or a part of one. */
export function hostPattern(host: string): HostPattern {
  const [, name = "", port = ""] = /^(.*?)(?::(\d+))?$/u.exec(host.toLowerCase()) ?? [];
  const pattern = new RegExp(`^${patternSource(name, "[^.]+")}$`, "u");
  return {
    matches: (each) => pattern.test(each) || (each === thisMachine && isLoopback(name)),
    region: (each) => pattern.exec(each)?.groups?.["region"],
    port,
    literal: !name.includes("{"),
  };
}

const thisMachine = "localhost";

function bareName(url: URL): string {
  return url.hostname.replace(/\.+$/u, "");
}

function isLoopback(name: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\]|\[::\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/u.test(name);
}
