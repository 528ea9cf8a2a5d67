// Stands for the network, so that the example needs none. It is loaded before the guard of the process, so nearer to the wire.
const text = "The roster is below.";
const completion = {
  ...{ id: "1", object: "chat.completion", created: 1, model: "stand-in" },
  ...{ choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: text } }], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } },
};
const gateway = { content: [{ type: "text", text }], finishReason: { unified: "stop", raw: "stop" }, usage: { inputTokens: { total: 1 }, outputTokens: { total: 1 } }, warnings: [] };

globalThis.fetch = async (input) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  return Response.json(hostname === "ai-gateway.vercel.sh" ? gateway : completion);
};
