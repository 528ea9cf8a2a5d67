import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard } from "../../../src/index.ts";
import { post, recorder } from "./recorder.ts";

const guard = await createGuard();
const message = "call denied for `prohibited-category`";
const openai = { error: { message, type: "permission_error", param: null, code: "prohibited-category" }, message };
const anthropic = { type: "error", error: { type: "permission_error", message }, message };
const google = { error: { code: 403, message, status: "PERMISSION_DENIED" } };

describe("a refused request is answered in the shape of its API", () => {
  it.each([
    ["https://ai-gateway.vercel.sh/v4/ai/language-model", { error: { message, type: "forbidden", param: { ruleId: "cordon/prohibited-category" } } }],
    ["https://ai-gateway.vercel.sh/v1/chat/completions", openai],
    ["https://ai-gateway.vercel.sh/v1/messages", anthropic],
    ["https://api.openai.com/v1/responses", openai],
    ["https://api.openai.com/v1/unheard-of", openai],
    ["https://api.anthropic.com/v1/messages", anthropic],
    ["https://openrouter.ai/api/v1/chat/completions", { type: "error", error: { code: 403, message, type: "permission_error", metadata: { reason: "prohibited-category" } }, message }],
    ["https://api.mistral.ai/v1/chat/completions", { object: "error", message, type: "permission_error", param: null, code: "prohibited-category" }],
    ["https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro:generateContent", google],
    ["https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-3-pro:generateContent", google],
    ["https://bedrock-runtime.eu-west-1.amazonaws.com/model/some/converse", { message }],
    ["https://api.cohere.com/v2/chat", { message }],
    ["http://localhost:11434/api/chat", { error: message }],
    ["https://models.example.com/v1/chat/completions", openai],
    ["https://constructor/v1/messages", anthropic],
  ])("%s", async (url, shape) => {
    const { fetch, sent } = recorder();
    const response = await guardFetch({ guard, category: "prohibited", fetch })(url, post({ model: "m" }));
    const { cordon, ...rest } = (await response.json()) as { cordon: { effect: string; policyRevision: string } };
    expect([response.status, response.headers.get("content-type"), response.headers.get("x-should-retry"), sent]).toEqual([403, "application/json", "false", []]);
    expect(rest).toEqual(shape);
    expect(cordon).toEqual(guard.decide({ categories: ["prohibited"], gateway: "openai" }));
  });

  it("says what keeps it from being read", async () => {
    const { fetch } = recorder();
    const response = await guardFetch({ guard, category: "pii", fetch })("https://openrouter.ai/api/v1/chat/completions", { method: "POST", body: new ReadableStream(), duplex: "half" } as RequestInit);
    expect(await response.json()).toMatchObject({ message: expect.stringMatching(/^call denied for .*`feature`.*: the body cannot be read here as plain JSON$/u) });
  });

  it("has a type of error that the AWS client turns into its own", async () => {
    const { fetch } = recorder();
    const response = await guardFetch({ guard, category: "prohibited", fetch })("https://bedrock-runtime.eu-west-1.amazonaws.com/model/some/converse", post({}));
    expect(response.headers.get("x-amzn-errortype")).toBe("AccessDeniedException");
  });
});
