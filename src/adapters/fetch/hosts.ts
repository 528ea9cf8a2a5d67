/**
 * The name under which a host is looked up: lower case and punycode as the URL parser gives them, without a trailing
 * dot, one spelling for this machine, and the port unless it is the scheme's own.
 */
export function hostKey(url: URL): { readonly name: string; readonly port: string } {
  const name = url.hostname.replace(/\.+$/u, "");
  return { name: isLoopback(name) ? "localhost" : name, port: url.port };
}

/** The host as a gateway's name, for one that the catalogue lacks. */
export function hostLabel(url: URL): string {
  const name = url.hostname.replace(/\.+$/u, "");
  return url.port === "" ? name : `${name}:${url.port}`;
}

/** A host of the catalogue as a pattern; `{name}` in it is one label or a part of one. */
export function hostPattern(host: string): { readonly name: RegExp; readonly port: string; readonly literal: boolean } {
  const [, name = "", port = ""] = /^(.*?)(?::(\d+))?$/u.exec(host.toLowerCase()) ?? [];
  const plain = isLoopback(name) ? "localhost" : name;
  const source = plain.replace(/[.[\]:*+?^$()|\\]/gu, String.raw`\$&`).replaceAll(/\{(\w+)\}/gu, "(?<$1>[^.]+)");
  return { name: new RegExp(`^${source}$`, "u"), port, literal: !plain.includes("{") };
}

function isLoopback(name: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\]|\[::\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/u.test(name);
}
