// The calls of the demonstration: real SDKs, made-up data of every category. `mark` is a word of the prompt by which the
// gateway's record shows whose data arrived; `expect` is what the demonstration promises, and it fails where that differs.
import { ai, anthropic, openai, openrouter, post, vercel } from "./sdks.mjs";

const ask = (content) => [{ role: "user", content }];
const glm = "zai/glm-4.7";

export const calls = [
  {
    category: "public",
    mark: "heron",
    title: "AI SDK generateText",
    model: glm,
    expect: "sent",
    call: (world, text) => ai.generateText({ model: world.guard(vercel(world.fetch)(glm), "public"), prompt: text }),
    data: "Shorten our opening hours, Heron Clinic, Monday to Friday from eight to five.",
  },
  {
    category: "internal",
    mark: "marten",
    title: "AI SDK streamText",
    model: glm,
    expect: "amended",
    call: (world, text) => streamed(ai.streamText, { model: world.guard(vercel(world.fetch)(glm), "internal"), prompt: text }),
    data: "Draft the roster of project Marten for the coming week.",
  },
  {
    category: "internal",
    mark: "lynx",
    title: "fetch",
    model: "deepseek-chat",
    expect: "refused",
    call: (world, text) => post(world.fetchFor("internal"), "https://api.deepseek.com/chat/completions", { model: "deepseek-chat", messages: ask(text) }),
    data: "Summarise the minutes of the Lynx steering group.",
  },
  {
    category: "confidential",
    mark: "osprey",
    title: "OpenAI SDK chat.completions, streamed",
    model: "z-ai/glm-4.7",
    expect: "amended",
    async call(world, text) {
      const client = openai(world.fetchFor("confidential"), "https://openrouter.ai/api/v1");
      const stream = await client.chat.completions.create({ model: "z-ai/glm-4.7", messages: ask(text), stream: true });
      return textOf(stream, (chunk) => chunk.choices[0]?.delta.content);
    },
    data: "List the open points of the Osprey acquisition.",
  },
  {
    category: "confidential",
    mark: "badger",
    title: "Anthropic SDK messages",
    model: "anthropic/claude-fable-5",
    expect: "refused",
    call: (world, text) =>
      anthropic(world.fetchFor("confidential"), "https://ai-gateway.vercel.sh").messages.create({
        model: "anthropic/claude-fable-5",
        max_tokens: 64,
        messages: ask(text),
        providerOptions: { gateway: { zeroDataRetention: true } },
      }),
    note: "asks for zero retention, but this model is kept whatever is asked",
    data: "Rewrite the terms of the Badger contract.",
  },
  {
    category: "pii",
    mark: "wren",
    title: "AI SDK generateText",
    model: glm,
    expect: "amended",
    call: (world, text) =>
      ai.generateText({ model: world.guard(vercel(world.fetch)(glm), "pii"), prompt: text, providerOptions: { gateway: { zdr: true } } }),
    note: "`zdr` is no option of this gateway: it compiles, it is sent, and it does nothing",
    data: "Answer Wren Holloway, born 4 May 1971, 12 Quay Street.",
  },
  {
    category: "pii",
    mark: "plover",
    title: "AI SDK embed",
    model: "openai/text-embedding-3-small",
    expect: "amended",
    call(world, text) {
      const provider = vercel(world.fetch);
      const model = (provider.embeddingModel ?? provider.textEmbeddingModel).call(provider, "openai/text-embedding-3-small");
      return ai.embed({ model: world.guard(model, "pii"), value: text });
    },
    data: "Invoice 4417 of Plover Adeyemi, account 88 21 09.",
  },
  {
    category: "pii",
    mark: "redpoll",
    title: 'AI SDK generateText in withCategory("pii")',
    model: glm,
    expect: "amended",
    call: (world, text) => world.within("pii", () => ai.generateText({ model: world.guard(vercel(world.fetch)(glm), "public"), prompt: text })),
    note: "labelled public where it is built, pii where it is called: the strictest wins",
    data: "Greet Redpoll Iversen, who wrote in this morning.",
  },
  {
    category: "pii",
    mark: "finch",
    title: "OpenAI SDK responses",
    model: "gpt-5",
    expect: "refused",
    call: (world, text) => openai(world.fetchFor("pii")).responses.create({ model: "gpt-5", input: text, store: false }),
    note: "`store: false` keeps no answers, and yet is no zero retention",
    data: "Translate the letter to Finch Moreau, 3 Mill Lane.",
  },
  {
    category: "pii",
    mark: "dunlin",
    title: "fetch",
    model: "gpt-5",
    expect: "amended",
    call: (world, text) =>
      post(world.fetchFor("pii"), "https://api.anyapi.ai/v1/chat/completions", {
        model: "gpt-5",
        messages: ask(text),
        data_policy: { training_allowed: false, retention_days: 30 },
      }),
    data: "Find the order of Dunlin Okafor, dunlin@example.com.",
  },
  {
    category: "phi",
    mark: "avocet",
    title: "Anthropic SDK messages",
    model: "anthropic/claude-sonnet-4.6",
    expect: "amended",
    call: (world, text) =>
      anthropic(world.fetchFor("phi"), "https://ai-gateway.vercel.sh").messages.create({ model: "anthropic/claude-sonnet-4.6", max_tokens: 64, messages: ask(text) }),
    note: "`cordon.yaml` has the agreement that this needs: MSA-2026-14",
    data: "Summarise the discharge of patient Avocet, ward 3.",
  },
  {
    category: "phi",
    mark: "curlew",
    title: "OpenRouter SDK chat.send",
    model: "z-ai/glm-4.7",
    expect: "refused",
    call: (world, text) =>
      openrouter(world.fetchFor("phi")).chat.send({ chatRequest: { model: "z-ai/glm-4.7", messages: ask(text), provider: { zdr: true, dataCollection: "deny" } } }),
    note: "every privacy setting that there is, but no agreement with anybody behind it",
    data: "Code the diagnosis of patient Curlew for billing.",
  },
  {
    category: "phi",
    mark: "godwit",
    title: "fetch",
    model: "llama3.3",
    expect: "sent",
    call: (world, text) => post(world.fetchFor("phi"), "http://localhost:11434/api/chat", { model: "llama3.3", messages: ask(text), stream: false }),
    note: "served on the machine itself",
    data: "Explain the blood count of patient Godwit.",
  },
  {
    category: "phi",
    mark: "turnstone",
    title: "fetch",
    model: "gpt-oss:120b-cloud",
    expect: "refused",
    call: (world, text) => post(world.fetchFor("phi"), "http://localhost:11434/api/chat", { model: "gpt-oss:120b-cloud", messages: ask(text), stream: false }),
    note: "the same address, but this name is served elsewhere",
    data: "Explain the X-ray of patient Turnstone.",
  },
  {
    category: "prohibited",
    mark: "kestrel",
    title: "OpenAI SDK chat.completions",
    model: "llama3.3",
    expect: "refused",
    call: (world, text) => openai(world.fetchFor("prohibited"), "http://localhost:11434/v1").chat.completions.create({ model: "llama3.3", messages: ask(text) }),
    data: "Check the master key Kestrel 9c41 for typing errors.",
  },
  {
    category: undefined,
    mark: "siskin",
    title: "OpenAI SDK embeddings",
    model: "openai/text-embedding-3-small",
    expect: "amended",
    call: (world, text) => openai(world.fetchFor(undefined), "https://ai-gateway.vercel.sh/v1").embeddings.create({ model: "openai/text-embedding-3-small", input: text }),
    data: "Notes from the Siskin call.",
  },
];

async function streamed(streamText, options) {
  const errors = [];
  const result = streamText({ ...options, onError: ({ error }) => void errors.push(error) });
  const text = await textOf(result.textStream, (part) => part);
  if (errors.length > 0) throw errors[0];
  return text;
}

async function textOf(stream, read) {
  let text = "";
  for await (const part of stream) text += read(part) ?? "";
  return text;
}
