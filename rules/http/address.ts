import { unknown, type Unknown } from "../facts/values.ts";
import { hasHole, hole } from "./hole.ts";
import type { SeenText } from "./text.ts";

/** Where a request goes, as far as the source shows it. */
export interface SeenAddress {
  /** `undefined` where the host is not seen. */
  readonly url: URL | undefined;
  /** The path, or as much of its end as is seen. */
  readonly path: string;
  /** The address for messages, with `…` for what is not seen. */
  readonly shown: string;
  /** Why the host is not seen. */
  readonly unseen: Unknown | undefined;
}

/** Reads an address; `undefined` for one without a host, which is the reader's own server, and for what is no address. */
export function addressOf({ text, unseen }: SeenText): SeenAddress | undefined {
  const [bare = ""] = text.split(/[?#]/u);
  const shown = bare.replaceAll(hole, "…");
  if (text.startsWith(hole)) {
    const path = bare.slice(bare.lastIndexOf(hole) + hole.length);
    return { url: undefined, path: path.replace(/^[^/]*/u, ""), shown, unseen: unseen ?? unknown("an address that is put together") };
  }
  if (!/^(?:https?|wss?):\/\//iu.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text.replace(/^ws/iu, "http"));
  return { url, path: url.pathname, shown, unseen: hasHole(url.host) ? (unseen ?? unknown("an address that is put together")) : undefined };
}

/** A path below a base, as clients put them together. */
export function below(base: SeenText, path: SeenText): SeenText {
  const text = `${base.text.replace(/\/+$/u, "")}/${path.text.replace(/^\/+/u, "")}`;
  return { text, unseen: base.unseen ?? path.unseen };
}
