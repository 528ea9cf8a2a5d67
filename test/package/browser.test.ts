import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { describe, expect, it } from "vitest";
import { root } from "./run.ts";

const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: Record<string, { default: string }> };
const entry = (name: string): string => JSON.stringify(join(root, exports[name]?.default ?? "missing"));

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
const executablePath = process.env["CHROMIUM"] ?? places.find(existsSync);

/** One script for a browser. Fails on every module of Node, by its plain name too. */
async function bundled(contents: string): Promise<string> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    platform: "browser",
    format: "esm",
    target: "es2022",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
  return outputFiles[0]?.text ?? "";
}

describe("the decision path", { timeout: 120_000 }, () => {
  it.each([".", "./ai-sdk", "./fetch"])("is bundled for a browser from `%s`, without a module of Node", async (name) => {
    await expect(bundled(`export * from ${entry(name)};`)).resolves.toMatch(/export/u);
  });

  it("loads two packages and nothing else", async () => {
    const { metafile } = await build({
      stdin: { contents: [".", "./ai-sdk", "./fetch"].map((name, index) => `export * as entry${index} from ${entry(name)};`).join("\n"), resolveDir: root },
      bundle: true,
      platform: "browser",
      format: "esm",
      write: false,
      metafile: true,
      packages: "external",
    });
    const loaded = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    expect(["zod", "@open-policy-agent/opa-wasm"]).toEqual(expect.arrayContaining([...new Set(loaded)]));
  });

  it("decides and guards a fetch on a page", async ({ skip }) => {
    if (executablePath === undefined) skip("there is no Chromium; name one in CHROMIUM");
    const script = await bundled(`
      import { CallDeniedError, createGuard, GuardError, withCategory } from ${entry(".")};
      import { guardFetch } from ${entry("./fetch")};

      const guard = await createGuard();
      const call = { categories: ["pii"], gateway: "vercel", model: "zai/glm-4.7", now: "2026-11-20" };
      const caught = (run) => { try { return run(); } catch (error) { return error; } };

      const sent = [];
      const stub = async (input, init) => {
        const request = new Request(input, init);
        sent.push({ url: request.url, body: await request.json() });
        return Response.json({ choices: [] });
      };
      const guarded = guardFetch({ guard, category: "internal", fetch: stub });
      const post = (url) => guarded(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ model: "deepseek/deepseek-chat", messages: [{ role: "user", content: "hello" }] }),
      });
      const amended = await post("https://openrouter.ai/api/v1/chat/completions");
      const refused = await post("https://api.deepseek.com/v1/chat/completions");

      window.result = {
        effects: ["public", "pii", "prohibited"].map((category) => guard.decide({ ...call, categories: [category] }).effect),
        amendments: guard.decide(call).amendments,
        alternatives: guard.decide({ ...call, gateway: "deepseek" }).alternatives.length,
        same: guard.decide(call) === guard.decide({ ...call }),
        denied: CallDeniedError.isInstance(caught(() => guard.enforce({ ...call, gateway: "deepseek" }))),
        context: GuardError.isInstance(caught(() => withCategory("pii", () => "ran"))),
        statuses: [amended.status, refused.status],
        sent,
      };`);
    const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      const troubles: string[] = [];
      page.on("pageerror", (error) => troubles.push(String(error)));
      await page.goto("about:blank");
      await page.addScriptTag({ content: script, type: "module" });
      const result = await page.waitForFunction(() => (globalThis as { result?: unknown }).result, undefined, { timeout: 30_000 }).catch((error: unknown) => {
        throw new Error(`the page gave no result: ${troubles.join("; ")}`, { cause: error });
      });
      expect(await result.jsonValue()).toEqual({
        effects: ["allow", "amend", "deny"],
        amendments: [{ control: "zeroRetention", value: true }],
        alternatives: 3,
        same: true,
        denied: true,
        context: true,
        statuses: [200, 403],
        sent: [
          {
            url: "https://openrouter.ai/api/v1/chat/completions",
            body: expect.objectContaining({ model: "deepseek/deepseek-chat", provider: { data_collection: "deny" } }),
          },
        ],
      });
      expect(troubles).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
