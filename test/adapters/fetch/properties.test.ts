import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { removeIn, setIn } from "../../../src/adapters/fetch/edit-json.ts";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { readJson } from "../../../src/adapters/fetch/json.ts";
import { createGuard, type Decision } from "../../../src/index.ts";
import { post, recorder } from "./recorder.ts";

const guard = await createGuard();
const decisions: Decision[] = [];
const observer = await createGuard({ mode: "observe", onDecision: ({ decision }) => void decisions.push(decision) });

const urls = [
  "https://ai-gateway.vercel.sh/v4/ai/language-model",
  "https://ai-gateway.vercel.sh/v1/chat/completions",
  "https://ai-gateway.vercel.sh/v1/messages",
  "https://openrouter.ai/api/v1/chat/completions",
  "https://openrouter.ai/api/v1/responses",
  "https://openrouter.ai/api/v1/images",
  "https://api.anyapi.ai/v1/chat/completions",
  "https://api.openai.com/v1/responses",
  "http://localhost:11434/api/chat",
];

/** Values that are near to what a control, a list or a model would be, and values that are far from it. */
const near = fc.oneof(
  fc.boolean(),
  fc.constantFrom("true", "deny", "allow", 0, 1, 30, null, "zai/glm-4.7", "vmc/x", "anthropic/claude-fable-5", "gpt-oss:120b-cloud"),
  fc.array(fc.constantFrom("azure", "anthropic", "deepinfra", "unheard-of", 5), { maxLength: 3 }),
);
const keys = ["providerOptions", "gateway", "zeroDataRetention", "disallowPromptTraining", "ZeroDataRetention", "only", "models", "byok", "provider", "zdr", "data_collection", "ignore", "data_policy", "training_allowed", "retention_days", "model", "Model", "store", "tools", "plugins", "preset", "__proto__", "constructor", "messages"];
const { value: tree } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, near, fc.json().map((text) => JSON.parse(text) as unknown), tie("object")),
  object: fc.array(fc.tuple(fc.constantFrom(...keys), tie("value")), { maxLength: 6 }).map(textOf),
}));
const bodies = fc.array(fc.tuple(fc.constantFrom(...keys), tree), { maxLength: 6 }).map((pairs) => new Raw(textOf([["model", "zai/glm-4.7"], ...pairs]).text));

/** The text of an object as it is put together, so that keys may stand twice. */
class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
function textOf(pairs: readonly (readonly [string, unknown])[]): Raw {
  return new Raw(`{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${value instanceof Raw ? value.text : JSON.stringify(value)}`).join(",")}}`);
}

describe("whatever the body", () => {
  it.each(["internal", "pii", "phi"])("what leaves with %s data reads as a call that is allowed", async (category) => {
    let left = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...urls), bodies, fc.boolean(), async (url, { text }, asBytes) => {
        const { fetch, sent } = recorder();
        const headers = { "ai-language-model-id": "zai/glm-4.7" };
        const init = post(text, headers);
        const response = await guardFetch({ guard, category, fetch })(url, asBytes ? { ...init, body: new TextEncoder().encode(text) } : init);
        if (sent.length === 0) {
          expect([400, 403]).toContain(response.status);
          return;
        }
        left += 1;
        decisions.length = 0;
        await guardFetch({ guard: observer, category, fetch: recorder().fetch })(url, post(sent[0]?.text, headers));
        expect(decisions.map(({ effect }) => effect)).toEqual(["allow"]);
        expect(readJson(sent[0]?.text ?? "")?.duplicates).toBe(false);
      }),
      { numRuns: 400 },
    );
    if (category !== "phi") expect(left).toBeGreaterThan(10);
  });

  it("public data leaves to the byte", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...urls), bodies, async (url, { text }) => {
        const { fetch, sent } = recorder();
        await guardFetch({ guard, category: "public", fetch })(url, post(text));
        expect(sent.map((each) => each.text)).toEqual([text]);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the edit of a JSON text", () => {
  const path = fc.array(fc.constantFrom("a", "b", "__proto__", 'q"\\'), { minLength: 1, maxLength: 3 }) as fc.Arbitrary<[string, ...string[]]>;
  const object = fc.dictionary(fc.constantFrom("a", "b", 'q"\\', "c"), fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>);
  const spaced = fc.tuple(object, fc.constantFrom(undefined, 1, "\t")).map(([value, indent]) => JSON.stringify(value, undefined, indent));

  it("sets what a reader then finds there, and nothing else", () => {
    fc.assert(
      fc.property(spaced, path, (text, at) => {
        const edited = setIn(text, at, "set");
        if (edited === undefined) return;
        const found = at.reduce<unknown>((here, key) => Object.getOwnPropertyDescriptor(here, key)?.value, JSON.parse(edited));
        expect(found).toBe("set");
        const undone = removeIn(edited, at);
        expect(JSON.parse(undone)).toEqual(without(JSON.parse(edited), at));
      }),
    );
  });

  it("refuses only where something on the way is no object", () => {
    expect(setIn(`{"a":[]}`, ["a", "b"], true)).toBeUndefined();
    expect(setIn(`{"a":null}`, ["a", "b"], true)).toBeUndefined();
    expect(setIn(`[]`, ["a"], true)).toBeUndefined();
    expect(setIn(` {\n}`, ["a", "b"], true)).toBe(` {"a":{"b":true}\n}`);
  });

  it("takes out a key wherever it stands", () => {
    expect([`{"x":1}`, `{"x":1,"b":2}`, `{"a":0,"x":1}`, `{"a":0, "x" : {"y":"}"} , "b":2}`, `{"a":0}`].map((text) => removeIn(text, ["x"]))).toEqual([`{}`, `{"b":2}`, `{"a":0}`, `{"a":0, "b":2}`, `{"a":0}`]);
  });
});

function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  const own = Object.entries(value as Record<string, unknown>);
  const kept = own.flatMap(([name, inner]) => (name !== key ? [[name, inner] as const] : rest.length === 0 ? [] : [[name, without(inner, rest)] as const]));
  return Object.fromEntries(kept);
}

describe("a key that stands twice", () => {
  it("is seen exactly when a reader would lose one", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>), { maxLength: 5 }), (pairs) => {
        const names = pairs.map(([name]) => name);
        expect(readJson(textOf(pairs).text)?.duplicates).toBe(new Set(names).size < names.length);
      }),
    );
  });
});
