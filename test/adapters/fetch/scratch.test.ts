import { test } from "vitest";
import { createGuard } from "../../../src/index.ts";
const guard = await createGuard();
test("x", async () => {
  for (const c of [
   {gateway:"ollama",model:"gpt-oss:120b-CLOUD",categories:["pii"]},
   {gateway:"ollama",model:"llama3",features:["unreadable-body"],categories:["pii"]},
   {gateway:"openai",features:["unlisted-api"],endpoint:"rerank" as const,categories:["internal"]},
   {gateway:"openai",features:["unlisted-api"],endpoint:"rerank" as const,categories:["public"]},
   {gateway:"openrouter",model:"x/y",fallbackModels:["@preset/a"],categories:["pii"]},
   {gateway:"openai",model:"gpt",features:["store"],categories:["internal"]},
  ]) { const d = guard.decide(c); console.log(JSON.stringify(c), d.effect, JSON.stringify(d.reasons.slice(0,3)), JSON.stringify(d.amendments)); }
});
