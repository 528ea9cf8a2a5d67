/** The object of a body in which a gateway reads its options, by the gateway's id in the catalogue. */
export interface Namespace {
  readonly at: readonly string[];
  /** Every key that the gateway is known to read there, in the wire's own spelling: none of them is a slip. */
  readonly keys: readonly string[];
}

export const namespaces: Readonly<Record<string, Namespace>> = {
  vercel: {
    at: ["providerOptions", "gateway"],
    keys: [
      "disallowPromptTraining",
      "zeroDataRetention",
      "only",
      "order",
      "sort",
      "models",
      "byok",
      "headquarters",
      "has",
      "caching",
      "providerTimeouts",
      "serviceTier",
      "user",
      "tags",
      "quotaEntityId",
      "idempotencyKey",
      "experimental_streamingImageDecoding",
      "inferenceRegion",
      "speed",
      "allowFallbackFromFast",
    ],
  },
  openrouter: {
    at: ["provider"],
    keys: [
      "data_collection",
      "zdr",
      "only",
      "ignore",
      "order",
      "allow_fallbacks",
      "require_parameters",
      "quantizations",
      "sort",
      "preferred_min_throughput",
      "preferred_max_latency",
      "max_price",
      "enforce_distillable_text",
      // Of images, speech and video: options of the single providers.
      "options",
    ],
  },
  anyapi: { at: ["data_policy"], keys: ["training_allowed", "retention_days"] },
};

/** Headers that switch something at one gateway and nothing anywhere else, by patterns of their names. */
export const headerSwitches: readonly { readonly name: RegExp; readonly gateway: string }[] = [
  { name: /^cf-aig-(?:zdr|collect-log(?:-payload)?)$/u, gateway: "cloudflare" },
  { name: /^x-portkey-debug$/u, gateway: "portkey" },
  { name: /^helicone-omit-(?:request|response)$/u, gateway: "helicone" },
];
