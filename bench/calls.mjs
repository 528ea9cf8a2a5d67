/** The names of models that the catalogue says something about, and some that it does not. */
const models = [
  "zai/glm-4.7",
  "anthropic/claude-sonnet-4.5",
  "anthropic/claude-fable-5",
  "openai/gpt-5",
  "deepseek/deepseek-chat:free",
  "vmc/support",
  "llama3.3",
  "gpt-oss:120b-cloud",
];
const categories = [["public"], ["internal"], ["confidential"], ["pii"], ["phi"], ["internal", "pii"], []];
const controls = [undefined, { noTraining: true }, { zeroRetention: true }, { maxRetentionDays: 30 }, { noTraining: true, maxRetentionDays: 0 }];
const providers = [undefined, undefined, undefined, { only: ["anthropic", "bedrock"] }, { ignore: ["deepseek"] }];
const credentials = [undefined, undefined, "system", "byok", "unknown"];
const tiers = [undefined, "paid", "free"];

/** Calls over the whole catalogue, no two of them alike; the same ones each time. */
export function* differentCalls(catalog, prefix = "") {
  const gateways = Object.values(catalog.gateways);
  const random = createRandom(20);
  const one = (values) => values[Math.floor(random() * values.length)];
  for (let number = 0; ; number += 1) {
    const gateway = one(gateways);
    const call = {
      categories: one(categories),
      gateway: gateway.id,
      endpoint: random() < 0.7 ? "language" : one(gateway.endpoints),
      model: `${one(models)}-${prefix}${number}`,
      controls: one(controls),
      providers: one(providers),
      credentials: one(credentials),
      tier: one(tiers),
    };
    yield Object.fromEntries(Object.entries(call).filter(([, value]) => value !== undefined));
  }
}

function createRandom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
