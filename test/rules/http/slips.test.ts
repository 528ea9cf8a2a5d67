import { describe, expect, it } from "vitest";
import { http } from "../../../rules/http/index.ts";
import { slips } from "./source.ts";

const vercel = "https://ai-gateway.vercel.sh/v1/chat/completions";
const openrouter = "https://openrouter.ai/api/v1/chat/completions";
const openai = "https://api.openai.com/v1/chat/completions";

function post(address: string, fields: string, headers = ""): string {
  return `fetch("${address}", { method: "POST", headers: { authorization: key${headers} }, body: JSON.stringify({ model: "a/b", messages, ${fields} }) });`;
}

/** What is wrong, where, and what the fields are once the suggestion is taken. */
function found(address: string, fields: string, headers?: string): readonly (readonly [string, string, string | undefined])[] {
  const frame = post(address, "FIELDS", headers).split("FIELDS");
  return slips(http, post(address, fields, headers)).map(({ id, at, fixed }) => [id, at, fixed?.slice(frame[0]!.length, fixed.length - frame[1]!.length)]);
}

const gateway = (options: string): string => `providerOptions: { gateway: { ${options} } }`;

describe("a setting without effect on the wire of Vercel's gateway", () => {
  it.each([
    [`zdr: true`, "misspelt", `zeroDataRetention: true`],
    [`zero_data_retention: true`, "wrong-style", `zeroDataRetention: true`],
    [`zeroRetention: true`, "misspelt", `zeroDataRetention: true`],
    [`zeroDataRetension: true`, "misspelt", `zeroDataRetention: true`],
    [`disallow_prompt_training: true`, "wrong-style", `disallowPromptTraining: true`],
    [`disallowTraining: true`, "misspelt", `disallowPromptTraining: true`],
    [`noTraining: true`, "misspelt", `disallowPromptTraining: true`],
    [`data_collection: "deny"`, "misspelt", `disallowPromptTraining: true`],
    [`dataCollection: "deny"`, "misspelt", `disallowPromptTraining: true`],
    [`zeroDataRetention: "true"`, "wrong-value", `zeroDataRetention: true`],
    [`zeroDataRetention: 1`, "wrong-value", `zeroDataRetention: true`],
    [`zeroDataRetention: false`, "false", `zeroDataRetention: true`],
  ])("%s", (written, id, fixed) => {
    expect(found(vercel, gateway(written))).toEqual([[id, written, gateway(fixed)]]);
  });

  it.each([
    [`provider: { zdr: true }`, "wrong-namespace", `zdr: true`],
    [`provider: { data_collection: "deny" }`, "wrong-namespace", `data_collection: "deny"`],
    [`zeroDataRetention: true`, "ignored-place", `zeroDataRetention: true`],
    [`gateway: { zeroDataRetention: true }`, "ignored-place", `zeroDataRetention: true`],
    [`provider_options: { gateway: { zeroDataRetention: true } }`, "wrong-style", `zeroDataRetention: true`],
    [`providerOptions: { openrouter: { zdr: true } }`, "ignored-place", `zdr: true`],
    [`extra_body: { providerOptions: { gateway: { zeroDataRetention: true } } }`, "ignored-place", `zeroDataRetention: true`],
  ])("%s", (written, id, at) => {
    const [slip, ...more] = found(vercel, written);
    expect([slip?.slice(0, 2), more]).toEqual([[id, at], []]);
    expect(slip?.[2]).toMatch(/providerOptions: \{ .*gateway: \{ (?:zeroDataRetention|disallowPromptTraining): true \}/u);
  });

  it("that is no option any more", () => {
    expect(found(vercel, gateway("hipaaCompliant: true"))).toEqual([["removed", "hipaaCompliant: true", undefined]]);
  });

  it("in a message, which is sent as a part of the prompt", () => {
    const text = `fetch("${vercel}", { method: "POST", body: JSON.stringify({ model: "a/b", messages: [{ role: "user", content, ${gateway("zeroDataRetention: true")} }] }) });`;
    expect(slips(http, text).map(({ id, at }) => [id, at])).toEqual([["ignored-place", "zeroDataRetention: true"]]);
  });

  it("overwritten by a spread behind it", () => {
    const text = `const defaults = { zeroDataRetention: false }; ${post(vercel, gateway("zeroDataRetention: true, ...defaults"))}`;
    expect(slips(http, text).map(({ id, at }) => [id, at])).toEqual([["overridden", "zeroDataRetention: true"]]);
  });

  it("overwritten by options that are spread behind it as a whole", () => {
    const text = `const cheap = { ${gateway(`sort: "cost"`)} }; ${post(vercel, `${gateway("zeroDataRetention: true")}, ...cheap`)}`;
    expect(slips(http, text).map(({ id, at }) => [id, at])).toEqual([["overridden", "zeroDataRetention: true"]]);
  });

  it("on a model that is kept whoever serves it", () => {
    const text = post(vercel, gateway("zeroDataRetention: true")).replace("a/b", "anthropic/claude-fable-5");
    expect(slips(http, text).map(({ id }) => id)).toEqual(["ignored-model"]);
  });

  it("on a kind of request that does not heed it", () => {
    const text = `fetch("https://ai-gateway.vercel.sh/v4/ai/video-model", { method: "POST", headers: { "ai-model-id": "a/b" }, body: JSON.stringify({ prompt, ${gateway("zeroDataRetention: true")} }) });`;
    expect(slips(http, text).map(({ id }) => id)).toEqual(["ignored-endpoint"]);
  });
});

describe("a setting without effect on the wire of OpenRouter", () => {
  it.each([
    [`dataCollection: "deny"`, "wrong-style", `data_collection: "deny"`],
    [`zeroDataRetention: true`, "misspelt", `zdr: true`],
    [`data_collection: true`, "wrong-value", `data_collection: "deny"`],
    [`data_collection: "none"`, "wrong-value", `data_collection: "deny"`],
    [`data_collection: "allow"`, "false", `data_collection: "deny"`],
    [`zdr: "true"`, "wrong-value", `zdr: true`],
    [`zdr: false`, "false", `zdr: true`],
    [`ZDR: true`, "wrong-style", `zdr: true`],
  ])("%s", (written, id, fixed) => {
    expect(found(openrouter, `provider: { ${written} }`)).toEqual([[id, written, `provider: { ${fixed} }`]]);
  });

  it("under the options of Vercel's gateway", () => {
    expect(found(openrouter, gateway("zeroDataRetention: true"))).toEqual([["wrong-namespace", "zeroDataRetention: true", `${gateway("zeroDataRetention: true")}, provider: { zdr: true }`]]);
  });
});

describe("a setting without effect on the wire of AnyAPI", () => {
  it.each([
    [`trainingAllowed: false`, "wrong-style", `training_allowed: false`],
    [`training_allowed: true`, "false", `training_allowed: false`],
    [`training_allowed: "false"`, "wrong-value", `training_allowed: false`],
    [`retention_days: "0"`, "wrong-value", `retention_days: 0`],
  ])("%s", (written, id, fixed) => {
    expect(found("https://api.anyapi.ai/v1/chat/completions", `data_policy: { ${written} }`)).toEqual([[id, written, `data_policy: { ${fixed} }`]]);
  });
});

describe("a suggestion for a setting whose value is not seen", () => {
  it("keeps the value, and is certain only where the name differs by its style alone", () => {
    const certain = (address: string, fields: string) => slips(http, post(address, fields)).map((each) => [each.certain, each.fixed?.includes(": strict")]);
    expect([certain(vercel, gateway("zdr: strict")), certain(openrouter, "provider: { dataCollection: strict }")]).toEqual([[[false, true]], [[true, true]]]);
  });
});

describe("a setting that a provider of its own models does not read", () => {
  it.each([
    [`provider: { zdr: true }`, "wrong-namespace"],
    [gateway("zeroDataRetention: true"), "wrong-namespace"],
    [`zdr: true`, "ignored-place"],
    [`store: false`, "not-retention"],
  ])("%s", (fields, id) => {
    expect(found(openai, fields).map(([found]) => found)).toEqual([id]);
  });
});

describe("a header without effect", () => {
  it.each([
    [openrouter, `"X-Zero-Data-Retention": "true"`, "ignored-place"],
    [vercel, `"x-openrouter-zdr": "true"`, "ignored-place"],
    [openai, `"cf-aig-zdr": "true"`, "ignored-place"],
    [openai, `"Helicone-Omit-Request": "true"`, "ignored-place"],
    ["https://gateway.ai.cloudflare.com/v1/acct/gw/mistral/v1/chat/completions", `"cf-aig-zdr": "true"`, "ignored-endpoint"],
  ])("at %s: %s", (address, header, id) => {
    expect(found(address, "", `, ${header}`)).toEqual([[id, header, undefined]]);
  });
});

describe("nothing is wrong with", () => {
  it.each([
    [vercel, gateway("zeroDataRetention: true")],
    [vercel, gateway(`zeroDataRetention: true, zdr: true, sort: "cost", tags: ["a"]`)],
    [vercel, gateway("zeroDataRetention: strict")],
    [vercel, gateway("...settings")],
    [vercel, gateway("zeroDataRetention: true, ...settings")],
    [vercel, `${gateway("zeroDataRetention: true")}, provider: { zdr: true }`],
    [vercel, gateway(`only: ["azure"], order: ["azure"], headquarters: ["US"]`)],
    [vercel, `user: "u", metadata: { training: "course" }, retention: 3`],
    [openrouter, `provider: { zdr: true, data_collection: "deny", enforce_distillable_text: true, allow_fallbacks: false }`],
    [openrouter, `provider: { zdr: true }, ${gateway("zeroDataRetention: true")}`],
    [openrouter, `provider: { ...provider, zdr: true }`],
    [openai, `temperature: 0, metadata: { provider: "x" }`],
    ["https://llm.acme.test/v1/chat/completions", `provider: { zdr: true }`],
    ["https://gateway.ai.cloudflare.com/v1/acct/gw/openai/chat/completions", `max_tokens: 9`],
  ])("%s: %s", (address, fields) => {
    expect(found(address, fields)).toEqual([]);
  });

  it("a header that Cloudflare reads", () => {
    expect(found("https://gateway.ai.cloudflare.com/v1/acct/gw/openai/chat/completions", "", `, "cf-aig-zdr": "true", "cf-aig-collect-log": "false"`)).toEqual([]);
  });
});

it("every message is a sentence that ends, names settings in backticks and holds no content", () => {
  const texts = [post(vercel, gateway("zdr: true")), post(openrouter, gateway("zeroDataRetention: true")), post(openai, "provider: { zdr: true }, store: false", `, "x-zdr": "true"`), post(vercel, gateway("zeroDataRetention: 'do not keep this'"))];
  const messages = texts.flatMap((text) => slips(http, text).map(({ message }) => message));
  expect(messages).toMatchSnapshot();
  for (const message of messages) expect(message).toMatch(/^(?:[A-Z`]).*`.*\.$/u);
});
