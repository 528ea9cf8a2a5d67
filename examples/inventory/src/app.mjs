import { generateText } from "ai";
import { guarded, openrouter } from "./clients.mjs";

const messages = [{ role: "user", content: "Draft the roster for next week." }];
const provider = { zdr: true };

// Passes through the guard that `clients.mjs` gives its client.
await guarded.chat.completions.create({ model: "z-ai/glm-4.7", messages, provider });

// Passes through none.
for (const prompt of ["Draft the roster.", "Shorten it."]) {
  await generateText({ model: "zai/glm-4.7", prompt, providerOptions: { gateway: { zeroDataRetention: true } } });
}

// Calls a model, though nothing that is written here looks like it.
const requests = [{ model: "z-ai/glm-4.6", messages, provider }];
await Promise.all(requests.map(openrouter.chat.completions.create, openrouter.chat.completions));

/** Nobody calls this. */
export function forgotten() {
  return openrouter.chat.completions.create({ model: "z-ai/glm-4.7", messages, provider });
}
