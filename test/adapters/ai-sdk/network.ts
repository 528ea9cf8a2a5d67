/** One request as it left a real SDK package. */
export interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body; `undefined` for a form. */
  readonly body: Record<string, any> | undefined;
  readonly text: string;
}

export interface Network {
  readonly fetch: typeof globalThis.fetch;
  readonly sent: Sent[];
}

/** What the stub answers with beside the usual; by default nothing. */
export interface Extra {
  readonly providerMetadata?: unknown;
  readonly provider?: string;
}

/** A network that records what leaves and answers as the services would. */
export function network(extra: Extra = {}): Network {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    const headers = Object.fromEntries(new Headers(init?.headers));
    const text = typeof init?.body === "string" ? init.body : await new Response(init?.body ?? null).text();
    sent.push({ url, headers, body: text.startsWith("{") ? JSON.parse(text) : undefined, text });
    return answer(new URL(url), headers, sent.at(-1)!.body ?? {}, extra);
  };
  return { fetch, sent };
}

function answer(url: URL, headers: Record<string, string>, body: Record<string, any>, extra: Extra): Response {
  const path = url.pathname;
  if (path.endsWith("/language-model")) return gatewayLanguage(headers, extra);
  if (path.endsWith("/embedding-model")) return Response.json({ embeddings: ([body["values"] ?? body["input"]].flat() as unknown[]).map(() => [1, 2]), usage: { tokens: 1 }, ...metadata(extra) });
  if (path.endsWith("/image-model")) return Response.json({ images: [pixel], ...metadata(extra) });
  if (path.endsWith("/reranking-model")) return Response.json({ ranking: [{ index: 0, relevanceScore: 1 }] });
  if (path.endsWith("/speech-model")) return Response.json({ audio: pixel });
  if (path.endsWith("/transcription-model")) return Response.json({ text: "heard", segments: [] });
  if (path.endsWith("/video-model")) return events([{ type: "result", videos: [{ type: "base64", data: pixel, mediaType: "video/mp4" }] }]);
  if (path.endsWith("/chat/completions")) return chat(body, extra);
  if (path.endsWith("/completions")) return Response.json({ id: "c", object: "text_completion", created: 1, model: "m", choices: [{ index: 0, text: "ok", finish_reason: "stop" }], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } });
  if (path.endsWith("/responses")) return Response.json(openaiResponse);
  if (path.endsWith("/embeddings")) return Response.json({ object: "list", model: "m", data: (body["input"] as unknown[]).map((_, index) => ({ object: "embedding", embedding: [1], index })), usage: { prompt_tokens: 1, total_tokens: 1 } });
  if (path.endsWith("/images") || path.endsWith("/images/generations")) return Response.json({ created: 1, data: [{ b64_json: pixel }] });
  if (path.endsWith("/audio/speech")) return new Response(new Uint8Array([1, 2, 3]), { headers: { "content-type": "audio/mpeg" } });
  if (path.endsWith("/audio/transcriptions")) return Response.json({ text: "heard" });
  if (path.endsWith("/messages")) return Response.json({ type: "message", id: "m", model: "claude", role: "assistant", content: [{ type: "text", text: "ok" }], stop_reason: "end_turn", usage: { input_tokens: 1, output_tokens: 1 } });
  return Response.json({ error: { message: `no stub for ${path}` } }, { status: 500 });
}

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

function gatewayLanguage(headers: Record<string, string>, extra: Extra): Response {
  const isV2 = headers["ai-language-model-specification-version"] === "2";
  const end = {
    finishReason: isV2 ? "stop" : { unified: "stop", raw: "stop" },
    usage: isV2 ? { inputTokens: 1, outputTokens: 1, totalTokens: 2 } : { inputTokens: { total: 1 }, outputTokens: { total: 1 } },
    ...metadata(extra),
  };
  if (headers["ai-language-model-streaming"] !== "true") return Response.json({ content: [{ type: "text", text: '{"answer":"ok"}' }], warnings: [], ...end });
  return events([
    { type: "stream-start", warnings: [] },
    { type: "text-start", id: "1" },
    { type: "text-delta", id: "1", delta: "ok" },
    { type: "text-end", id: "1" },
    { type: "finish", ...end },
  ]);
}

function metadata({ providerMetadata }: Extra): Record<string, unknown> {
  return providerMetadata === undefined ? {} : { providerMetadata };
}

function chat(body: Record<string, any>, { provider = "Z.AI" }: Extra): Response {
  const base = { id: "c", object: "chat.completion", created: 1, model: "m", provider };
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  if (body["stream"] !== true) return Response.json({ ...base, choices: [{ index: 0, message: { role: "assistant", content: "ok" }, finish_reason: "stop" }], usage });
  return events([
    { ...base, object: "chat.completion.chunk", choices: [{ index: 0, delta: { role: "assistant", content: "ok" }, finish_reason: null }] },
    { ...base, object: "chat.completion.chunk", choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage },
  ]);
}

const openaiResponse = {
  id: "r",
  created_at: 1,
  model: "m",
  output: [{ type: "message", role: "assistant", id: "m", content: [{ type: "output_text", text: "ok", annotations: [] }] }],
  usage: { input_tokens: 1, output_tokens: 1 },
};

function events(parts: readonly unknown[]): Response {
  const text = parts.map((part) => `data: ${JSON.stringify(part)}\n\n`).join("");
  return new Response(`${text}data: [DONE]\n\n`, { headers: { "content-type": "text/event-stream" } });
}
