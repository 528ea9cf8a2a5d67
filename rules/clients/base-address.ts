import type { Choose } from "../facts/explore.ts";
import { unknown } from "../facts/values.ts";
import { hole } from "../http/hole.ts";
import { textOf, type SeenText } from "../http/text.ts";
import { optionOf, type Client } from "./client.ts";

/** Where a client sends to, without what the environment may say. */
export function baseAddress(client: Client, choose: Choose): SeenText {
  const { base } = client;
  for (const name of base.options) {
    const given = option(client, [name], choose);
    // An empty address is taken for none.
    if (given !== undefined && given.text !== "") return given;
  }
  switch (base.special) {
    case "residency": {
      // A provider brings its own address along.
      const provider = optionOf(client, ["provider"], choose);
      if (provider.kind !== "absent" && provider.kind !== "unknown") return { text: hole, unseen: unknown("the provider's own", "node" in provider ? provider.node : undefined) };
      const region = option(client, ["dataResidency"], choose);
      if (region === undefined || region.text === "global") break;
      return { text: `https://${region.text}.api.openai.com/v1`, unseen: region.unseen };
    }
    case "vertex": {
      const region = option(client, ["region"], choose);
      if (region?.text === "global") return { text: "https://aiplatform.googleapis.com/v1", unseen: undefined };
      if (region?.text === "us" || region?.text === "eu") return { text: `https://aiplatform.${region.text}.rep.googleapis.com/v1`, unseen: undefined };
      break;
    }
    case "google":
      return google(client, choose).base;
    case "ollama":
      return ollama(option(client, ["host"], choose));
    case "lm-studio": {
      const given = option(client, ["baseUrl"], choose);
      return given === undefined ? { text: base.url, unseen: undefined } : { ...given, text: given.text.replace(/^ws/u, "http") };
    }
    case "mistral": {
      const server = option(client, ["server"], choose);
      return server === undefined || server.text === "" || server.text === "global" ? { text: base.url, unseen: undefined } : { text: `https://api.${server.text}.mistral.ai`, unseen: server.unseen };
    }
  }
  return filled(base.url, (name) => option(client, [name], choose) ?? defaultOf(base.defaults?.[name], name));
}

/** A template with its places filled. */
export function filled(template: string, fill: (name: string) => SeenText): SeenText {
  let unseen: SeenText["unseen"];
  const text = template.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const part = fill(name);
    unseen ??= part.unseen;
    return part.text;
  });
  return { text, unseen };
}

/** What comes before a model in the paths of Google's SDK, which asks one of two services. */
export function google(client: Client, choose: Choose): { readonly base: SeenText; readonly prefix: string } {
  const flag = optionOf(client, ["vertexai"], choose);
  const given = option(client, ["httpOptions", "baseUrl"], choose);
  if (flag.kind === "unknown") return { base: { text: hole, unseen: flag }, prefix: "models/" };
  const isVertex = flag.kind === "literal" && flag.value === true;
  const version = option(client, ["apiVersion"], choose)?.text ?? (isVertex ? "v1beta1" : "v1beta");
  if (!isVertex) return { base: joined(given ?? { text: "https://generativelanguage.googleapis.com", unseen: undefined }, version), prefix: "models/" };
  const location = option(client, ["location"], choose) ?? { text: "global", unseen: undefined };
  const project = option(client, ["project"], choose);
  const host = location.text === "global" || project === undefined ? "aiplatform.googleapis.com" : `${location.text}-aiplatform.googleapis.com`;
  const below = project === undefined ? version : `${version}/projects/${project.text}/locations/${location.text}`;
  return { base: joined(given ?? { text: `https://${host}`, unseen: location.unseen }, below), prefix: "publishers/google/models/" };
}

function joined({ text, unseen }: SeenText, path: string): SeenText {
  return { text: `${text.replace(/\/+$/u, "")}/${path}`, unseen };
}

/** A host of Ollama with the port that its client adds. */
function ollama(given: SeenText | undefined): SeenText {
  if (given === undefined || given.text === "") return { text: "http://127.0.0.1:11434", unseen: undefined };
  if (given.text.includes("://") || given.text.startsWith(hole)) return given;
  const bare = given.text.startsWith(":") ? `127.0.0.1${given.text}` : given.text;
  return { text: `http://${bare}${/:\d+(?:\/|$)/u.test(bare) ? "" : ":11434"}`, unseen: given.unseen };
}

function option(client: Client, path: readonly string[], choose: Choose): SeenText | undefined {
  const value = optionOf(client, path, choose);
  return textOf(value, choose);
}

function defaultOf(text: string | undefined, name: string): SeenText {
  return text === undefined ? { text: hole, unseen: unknown(`the option \`${name}\`, which is not here`) } : { text, unseen: undefined };
}
