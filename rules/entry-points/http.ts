/** How a function that sends HTTP takes its request. */
export type RequestShape = "fetch" | "undici" | "axios" | "got" | "ky" | "node";

/** A package whose functions send HTTP. */
export interface HttpClient {
  readonly sdk: string;
  readonly modules: readonly string[];
  readonly shape: RequestShape;
  /** The exports that send when they are called; `default` stands for the package itself. */
  readonly senders: readonly string[];
  /** Methods of the package and its instances, by the HTTP method that they use; `undefined` for one that the options name. */
  readonly methods: Readonly<Record<string, string | undefined>>;
  /** Methods that make an instance with defaults. */
  readonly makers: readonly string[];
}

const verbs = { get: "GET", head: "HEAD", options: "OPTIONS", delete: "DELETE", post: "POST", put: "PUT", patch: "PATCH" };

export const httpClients: readonly HttpClient[] = [
  { sdk: "fetch", modules: ["global:"], shape: "fetch", senders: ["fetch"], methods: {}, makers: [] },
  { sdk: "undici", modules: ["undici"], shape: "fetch", senders: ["fetch"], methods: {}, makers: [] },
  { sdk: "undici", modules: ["undici"], shape: "undici", senders: ["request", "stream"], methods: {}, makers: [] },
  { sdk: "node-fetch", modules: ["node-fetch"], shape: "fetch", senders: ["default"], methods: {}, makers: [] },
  { sdk: "cross-fetch", modules: ["cross-fetch"], shape: "fetch", senders: ["default", "fetch"], methods: {}, makers: [] },
  // The body is written to the request later, where nobody follows it.
  { sdk: "node:https", modules: ["node:https", "https", "node:http", "http"], shape: "node", senders: ["request"], methods: {}, makers: [] },
  { sdk: "axios", modules: ["axios"], shape: "axios", senders: ["default"], methods: { ...verbs, request: undefined }, makers: ["create"] },
  { sdk: "got", modules: ["got"], shape: "got", senders: ["default", "got"], methods: { ...verbs, stream: undefined }, makers: ["extend"] },
  { sdk: "ky", modules: ["ky", "ky-universal"], shape: "ky", senders: ["default"], methods: verbs, makers: ["create", "extend"] },
];
