import { guardFetch } from "cordon/fetch";
import { createGuard } from "cordon/node";
import OpenAI from "openai";

const baseURL = "https://openrouter.ai/api/v1";
const fetch = guardFetch({ guard: await createGuard(), category: "internal" });

export const openrouter = new OpenAI({ apiKey: "made-up", baseURL });
export const guarded = new OpenAI({ apiKey: "made-up", baseURL, fetch });
