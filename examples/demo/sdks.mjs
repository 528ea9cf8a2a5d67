// The SDKs, as an application sets them up. Every key is made up: nothing here needs one.
import Anthropic from "@anthropic-ai/sdk";
import { HTTPClient, OpenRouter } from "@openrouter/sdk";
import OpenAI from "openai";

/** The newest AI SDK that runs on this Node. */
export const ai = await import("ai").catch(() => import("ai-6")).catch(() => import("ai-5"));

globalThis.AI_SDK_LOG_WARNINGS = false;

const apiKey = "made-up";

export const vercel = (fetch) => ai.createGateway({ apiKey, fetch });
export const openai = (fetch, baseURL) => new OpenAI({ apiKey, fetch, ...(baseURL && { baseURL }) });
export const anthropic = (fetch, baseURL) => new Anthropic({ apiKey, fetch, ...(baseURL && { baseURL }) });
export const openrouter = (fetch) => new OpenRouter({ apiKey, httpClient: new HTTPClient({ fetcher: fetch }) });

/** Plain `fetch`, for services that no SDK here is for. */
export async function post(fetch, url, body) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw Object.assign(new Error("not ok"), { name: "HTTP", status: response.status });
  return response.json();
}
