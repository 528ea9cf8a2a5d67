// What must stand on the wire for data of a category, service by service. Written by hand from the services' own pages
// and without cordon, so that the demonstration does not ask the guard whether the guard was right.

const vercel = (body) => body.providerOptions?.gateway ?? {};
const keptAnyway = /claude-fable|claude-mythos/u;

const noTraining = {
  "ai-gateway.vercel.sh": (body) => vercel(body).disallowPromptTraining === true || vercel(body).zeroDataRetention === true,
  "openrouter.ai": (body) => body.provider?.data_collection === "deny" || body.provider?.zdr === true,
  "api.anyapi.ai": (body) => body.data_policy?.training_allowed === false,
  "api.openai.com": () => true,
  "api.anthropic.com": () => true,
  "localhost:11434": () => true,
};

const nothingKept = {
  "ai-gateway.vercel.sh": (body, model) => vercel(body).zeroDataRetention === true && !keptAnyway.test(model),
  "openrouter.ai": (body, model) => body.provider?.zdr === true && !keptAnyway.test(model),
  "api.anyapi.ai": (body) => body.data_policy?.training_allowed === false && body.data_policy?.retention_days === 0,
  "localhost:11434": (_, model) => !/[:-]cloud$/u.test(model),
};

/** The organisation's one contract is with Vercel; on its own machine it needs none. */
const underContract = {
  "ai-gateway.vercel.sh": nothingKept["ai-gateway.vercel.sh"],
  "localhost:11434": nothingKept["localhost:11434"],
};

const byCategory = { public: undefined, internal: noTraining, confidential: nothingKept, pii: nothingKept, phi: underContract, prohibited: {} };

/** Whether what arrived has what data of the category needs. Data without a category counts as confidential. */
export function hasWhatItNeeds(category = "confidential", { host, headers, body }) {
  const model = headers["ai-language-model-id"] ?? headers["ai-model-id"] ?? body.model;
  const services = byCategory[category];
  return services === undefined || services[host]?.(body, model) === true;
}
