import { describe, expect, it } from "vitest";
import { edited } from "../../../rules/edits.ts";
import { clients } from "../../../rules/clients/index.ts";
import { http } from "../../../rules/http/index.ts";
import { amended, only } from "../http/source.ts";

const zero = { control: "zeroRetention", value: true } as const;
const training = { control: "noTraining", value: true } as const;
const some = { control: "only", value: ["bedrock", "azure"] } as const;

const vercel = `import OpenAI from "openai";\nconst client = new OpenAI({ baseURL: "https://ai-gateway.vercel.sh/v1" });\n`;
const router = `import { OpenRouter } from "@openrouter/sdk";\nconst client = new OpenRouter();\n`;

describe("a control is put", () => {
  it("into a spread, where the types of the SDK refuse the key", () => {
    expect(amended(clients, `${vercel}client.chat.completions.create({ model: "a/b", messages });`, zero)).toBe(
      `${vercel}client.chat.completions.create({ model: "a/b", messages, ...{ providerOptions: { gateway: { zeroDataRetention: true } } } });`,
    );
  });

  it("on a line of its own, where the others have theirs", () => {
    expect(amended(clients, `${vercel}client.chat.completions.create({\n  model: "a/b",\n  messages, // all\n});`, some)).toBe(
      `${vercel}client.chat.completions.create({\n  model: "a/b",\n  messages, // all\n  ...{ providerOptions: { gateway: { only: ["bedrock", "azure"] } } },\n});`,
    );
  });

  it("into the options that are there", () => {
    expect(amended(clients, `${vercel}client.chat.completions.create({ model: "a/b", messages, ...{ providerOptions: { gateway: { sort: "cost" } } } });`, training)).toBe(
      `${vercel}client.chat.completions.create({ model: "a/b", messages, ...{ providerOptions: { gateway: { sort: "cost", disallowPromptTraining: true } } } });`,
    );
  });

  it("into the body that replaces the other", () => {
    expect(amended(clients, `${vercel}client.chat.completions.create({ model: "a/b", messages }, { body: { model: "a/b", messages } });`, zero)).toContain(
      `{ body: { model: "a/b", messages, ...{ providerOptions: { gateway: { zeroDataRetention: true } } } } }`,
    );
  });

  it("into OpenRouter's SDK under its own keys", () => {
    expect(amended(clients, `${router}client.chat.send({ chatRequest: { model: "a/b", messages } });`, training)).toBe(`${router}client.chat.send({ chatRequest: { model: "a/b", messages, provider: { dataCollection: "deny" } } });`);
    expect(amended(clients, `${router}client.callModel({ model: "a/b", input });`, zero)).toBe(`${router}client.callModel({ model: "a/b", input, provider: { zdr: true } });`);
  });

  it("into the JSON of raw HTTP", () => {
    expect(amended(http, `fetch("https://openrouter.ai/api/v1/chat/completions", { method: "POST", body: JSON.stringify({ model: "a/b", messages }) });`, training)).toBe(
      `fetch("https://openrouter.ai/api/v1/chat/completions", { method: "POST", body: JSON.stringify({ model: "a/b", messages, provider: { data_collection: "deny" } }) });`,
    );
    expect(amended(http, `import axios from "axios"; axios.post("https://ai-gateway.vercel.sh/v1/embeddings", { model: "a/b", input });`, zero)).toContain(`{ model: "a/b", input, providerOptions: { gateway: { zeroDataRetention: true } } }`);
  });

  it("where its words say", () => {
    const place = (text: string) => only(clients, text).place(training);
    expect(place(`${vercel}client.embeddings.create({ model: "a/b", input });`)).toMatchObject({ setting: "disallowPromptTraining: true", under: "`providerOptions.gateway`", flips: false });
    expect(place(`${router}client.chat.send({ chatRequest: { model: "a/b", messages } });`)).toMatchObject({ setting: `dataCollection: "deny"`, under: "`chatRequest.provider`" });
  });

  it("over a value that somebody wrote, which is said", () => {
    expect(only(clients, `${router}client.chat.send({ chatRequest: { model: "a/b", messages, provider: { zdr: false } } });`).place(zero)).toMatchObject({ flips: true });
  });
});

describe("a control has no place", () => {
  it("in a request whose body is not seen", () => {
    expect(only(clients, `${vercel}export const ask = (body: never) => client.chat.completions.create(body);`).place(zero)?.edits).toBeUndefined();
  });

  it.each([
    ["at a provider that reads none", `import OpenAI from "openai"; new OpenAI().chat.completions.create({ model: "a", messages });`],
    ["in a kind of request for which the SDK drops it", `${router}client.images.generate({ imageGenerationRequest: { model: "a/b", prompt } });`],
    ["in a form", `${vercel}client.audio.transcriptions.create({ model: "a/b", file });`],
    ["at a host that is not seen", `import OpenAI from "openai"; new OpenAI({ baseURL: process.env.BASE }).chat.completions.create({ model: "a", messages });`],
  ])("%s", (_, text) => {
    expect(only(clients, text).place(zero)).toBeUndefined();
  });
});

describe("the guard is put around", () => {
  const other = `import { guardFetch } from "cordon/fetch";\nconst other = guardFetch({ guard: own, category: "pii" });\n`;
  const suggested = (family: typeof clients, text: string): string | undefined => {
    const { guard } = only(family, text);
    return guard === undefined ? undefined : edited(text, guard.edits).slice(text.indexOf(other) + other.length);
  };

  it("a client, as the file does it elsewhere", () => {
    const ask = `client.chat.completions.create({ model: "a", messages });`;
    expect(suggested(clients, `import OpenAI from "openai";\n${other}const client = new OpenAI({ apiKey }); ${ask}`)).toBe(`const client = new OpenAI({ apiKey, fetch: guardFetch({ guard: own }) }); ${ask}`);
    expect(suggested(clients, `import OpenAI from "openai";\n${other}const client = new OpenAI(); ${ask}`)).toBe(`const client = new OpenAI({ fetch: guardFetch({ guard: own }) }); ${ask}`);
  });

  it("a request, as the file does it elsewhere", () => {
    const init = `{ method: "POST", body: JSON.stringify({ model: "a", messages }) }`;
    expect(suggested(http, `${other}fetch("https://api.openai.com/v1/chat/completions", ${init});`)).toBe(`guardFetch({ guard: own })("https://api.openai.com/v1/chat/completions", ${init});`);
  });

  it("nothing where the file has no guard", () => {
    expect(suggested(clients, `import OpenAI from "openai"; new OpenAI().chat.completions.create({ model: "a", messages });`)).toBeUndefined();
  });
});

describe("a category is stated", () => {
  it("in a header, where the guard takes it off again", () => {
    const text = `import OpenAI from "openai"; import { guardFetch } from "cordon/fetch"; new OpenAI({ fetch: guardFetch({ guard }) }).chat.completions.create({ model: "a", messages }, { timeout: 1 });`;
    expect(only(clients, text).declare?.("pii")).toMatchObject({ message: "State `pii` in the header `x-cordon-category`" });
  });

  it("nowhere at the call, where the header would leave", () => {
    expect(only(clients, `import OpenAI from "openai"; new OpenAI().chat.completions.create({ model: "a", messages });`).declare).toBeUndefined();
  });
});
