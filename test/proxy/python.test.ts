import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runProxy } from "./running.ts";
import { answerEvents, answerJson, startStub } from "./stub.ts";

/** A Python with the packages `openai` and `anthropic`. */
const python = process.env["CORDON_TEST_PYTHON"];

interface Told {
  readonly name: string;
  readonly outcome: unknown;
}

function runPython(base: string): Promise<readonly Told[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(python ?? "", [join(import.meta.dirname, "python", "clients.py"), base], { stdio: ["ignore", "pipe", "pipe"] });
    const [out, complaints]: [string[], string[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve(out.join("").trim().split("\n").map((line) => JSON.parse(line) as Told)) : reject(new Error(complaints.join("")))));
  });
}

describe.skipIf(python === undefined)("the Python clients through the proxy (CORDON_TEST_PYTHON names a Python that has `openai` and `anthropic`)", () => {
  it("send what their category needs, and raise their permission errors once", { timeout: 60_000 }, async () => {
    const events = answerEvents(["hel", "lo"].map((content) => ({ id: "1", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta: { content }, finish_reason: null }] })));
    const [vercel, openrouter, openai] = [await startStub((request, response, incoming) => (request.text.includes('"stream":true') ? events : answerJson)(request, response, incoming)), await startStub(), await startStub()];
    openai.answer = (_, response) => void response.writeHead(200, { "content-type": "application/json" }).end(`{"text":"hello"}`);
    const proxy = await runProxy({ gateways: { vercel, openrouter, openai } });
    const denied = { error: "PermissionDeniedError", status: 403, message: expect.stringContaining("call denied for `prohibited-category`") };

    expect(await runPython(proxy.url)).toEqual([
      { name: "chat", outcome: "hello" },
      { name: "chat of internal data", outcome: "hello" },
      { name: "chat of personal data", outcome: "hello" },
      { name: "chat with a category in its body", outcome: "hello" },
      { name: "chat of prohibited data", outcome: denied },
      { name: "responses", outcome: "1" },
      { name: "responses of prohibited data", outcome: denied },
      { name: "embeddings", outcome: 1 },
      { name: "messages", outcome: "hello" },
      { name: "messages of personal data", outcome: "hello" },
      { name: "messages of prohibited data", outcome: denied },
      { name: "stream", outcome: "hello" },
      { name: "many at once", outcome: 20 },
      { name: "openrouter", outcome: "hello" },
      { name: "speech to text", outcome: "hello" },
    ]);

    const noTraining = { gateway: { disallowPromptTraining: true } };
    const zero = { gateway: { zeroDataRetention: true } };
    const both = { gateway: { ...noTraining.gateway, ...zero.gateway } };
    const sent = vercel.received.map(({ path, text }) => [path, (JSON.parse(text) as Record<string, unknown>)["providerOptions"]]);
    const chat = "/v1/chat/completions";
    expect(sent).toEqual([
      // Without a category data count as confidential.
      [chat, both],
      [chat, noTraining],
      [chat, both],
      [chat, zero],
      ["/v1/responses", both],
      ["/v1/embeddings", zero],
      ["/v1/messages", both],
      ["/v1/messages", both],
      [chat, both],
      ...Array.from({ length: 20 }, () => [chat, zero]),
    ]);
    expect(openrouter.received.map(({ text }) => (JSON.parse(text) as Record<string, unknown>)["provider"])).toEqual([{ data_collection: "deny", zdr: true }]);
    expect(openai.received).toHaveLength(1);
    expect(vercel.received.some(({ headers }) => "x-cordon-category" in headers)).toBe(false);
  });
});
