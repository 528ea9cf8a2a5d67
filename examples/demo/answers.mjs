// What the services answer, each in its own format. The words are always the same; only their wrapping differs.
const words = ["Thank you, ", "noted."];
const answer = words.join("");

/** `{ json }`, or `{ events }` for a stream. */
export function answerTo({ path, headers, body }) {
  const format = formats.find(([pattern]) => pattern.test(path))?.[1];
  return format === undefined ? { status: 404, json: { error: { message: `nothing here speaks ${path}` } } } : format(body ?? {}, headers);
}

const formats = [
  [/\/ai\/language-model$/u, aiSdkLanguage],
  [/\/ai\/embedding-model$/u, (body) => ({ json: { embeddings: (body.values ?? []).map(vector), usage: { tokens: 3 } } })],
  [/\/chat\/completions$/u, chatCompletions],
  [/\/responses$/u, responses],
  [/\/embeddings$/u, embeddings],
  [/\/v1\/messages$/u, anthropicMessages],
  [/\/api\/chat$/u, ({ model }) => ({ json: { model, created_at: "2026-11-21T09:00:00Z", message: { role: "assistant", content: answer }, done: true } })],
];

function vector() {
  return [0.25, -0.5, 0.125];
}

/** Vercel's own format: version 2 of it belongs to AI SDK 5, 3 to 6, 4 to 7. */
function aiSdkLanguage(_, headers) {
  const old = headers["ai-language-model-specification-version"] === "2";
  const end = {
    finishReason: old ? "stop" : { unified: "stop", raw: "stop" },
    usage: old ? { inputTokens: 3, outputTokens: 3, totalTokens: 6 } : { inputTokens: { total: 3 }, outputTokens: { total: 3 } },
  };
  if (headers["ai-language-model-streaming"] !== "true") return { json: { content: [{ type: "text", text: answer }], warnings: [], ...end } };
  return {
    events: [
      { data: { type: "stream-start", warnings: [] } },
      { data: { type: "text-start", id: "1" } },
      ...words.map((delta) => ({ data: { type: "text-delta", id: "1", delta } })),
      { data: { type: "text-end", id: "1" } },
      { data: { type: "finish", ...end } },
    ],
  };
}

/** OpenAI's format, which OpenRouter, AnyAPI, DeepSeek and others speak too. */
function chatCompletions({ model, stream }) {
  const base = { id: "chat_1", created: 1, model, system_fingerprint: null };
  const usage = { prompt_tokens: 3, completion_tokens: 3, total_tokens: 6 };
  if (stream !== true) {
    const choices = [{ index: 0, message: { role: "assistant", content: answer }, finish_reason: "stop" }];
    return { json: { ...base, object: "chat.completion", choices, usage } };
  }
  const chunk = (delta, finish_reason) => ({ data: { ...base, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }] } });
  return { events: [chunk({ role: "assistant", content: "" }, null), ...words.map((content) => chunk({ content }, null)), chunk({}, "stop")] };
}

function responses({ model, stream }) {
  const message = { id: "msg_1", type: "message", role: "assistant", status: "completed", content: [{ type: "output_text", text: answer, annotations: [] }] };
  const response = { id: "resp_1", object: "response", created_at: 1, model, status: "completed", output: [message], usage: { input_tokens: 3, output_tokens: 3, total_tokens: 6 } };
  if (stream !== true) return { json: response };
  const event = (data) => ({ name: data.type, data });
  const place = { item_id: "msg_1", output_index: 0, content_index: 0 };
  return {
    events: [
      event({ type: "response.created", response: { ...response, status: "in_progress", output: [] } }),
      ...words.map((delta) => event({ type: "response.output_text.delta", ...place, delta })),
      event({ type: "response.completed", response }),
    ],
  };
}

function embeddings({ model, input, encoding_format }) {
  const list = [input].flat().map((_, index) => {
    const numbers = vector();
    // The OpenAI client asks for base64 unless told otherwise.
    const embedding = encoding_format === "base64" ? Buffer.from(new Float32Array(numbers).buffer).toString("base64") : numbers;
    return { object: "embedding", index, embedding };
  });
  return { json: { object: "list", model, data: list, usage: { prompt_tokens: 3, total_tokens: 3 } } };
}

function anthropicMessages({ model, stream }) {
  const message = { id: "msg_1", type: "message", role: "assistant", model, stop_sequence: null };
  const usage = { input_tokens: 3, output_tokens: 3 };
  if (stream !== true) return { json: { ...message, content: [{ type: "text", text: answer }], stop_reason: "end_turn", usage } };
  const event = (data) => ({ name: data.type, data });
  return {
    events: [
      event({ type: "message_start", message: { ...message, content: [], stop_reason: null, usage } }),
      event({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }),
      ...words.map((text) => event({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } })),
      event({ type: "content_block_stop", index: 0 }),
      event({ type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage }),
      event({ type: "message_stop" }),
    ],
  };
}
