import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { guardModel } from "../../../src/adapters/ai-sdk/index.ts";
import { CallDeniedError, createGuard } from "../../../src/index.ts";
import { network } from "./network.ts";
import { versions } from "./versions.ts";

const guard = await createGuard();
const prompt = "hello";
const place = globalThis as { AI_SDK_DEFAULT_PROVIDER?: unknown };
const amendedOptions = { gateway: { zeroDataRetention: true } };

afterEach(() => delete place.AI_SDK_DEFAULT_PROVIDER);

describe.each(versions)("a model named by a string, with the default provider of $name", ({ name, ai, gateway, generateImage, generateSpeech, transcribe }) => {
  it("is found when it is used, whatever its kind", async () => {
    const net = network();
    const model = (id: string) => guardModel(id, { guard, category: "pii" });
    const [language, embedding, image] = [model("zai/glm-4.7"), model("openai/text-embedding-3-small"), model("bfl/flux-2-pro")];
    place.AI_SDK_DEFAULT_PROVIDER = gateway(net);
    await ai["generateText"]({ model: language, prompt });
    await ai["streamText"]({ model: language, prompt }).text;
    await ai["embed"]({ model: embedding, value: prompt });
    await generateImage({ model: image, prompt });
    const paths = ["language-model", "language-model", "embedding-model", "image-model"];
    if (name !== "ai 5") {
      await generateSpeech({ model: model("openai/tts-1"), text: prompt });
      await transcribe({ model: model("openai/whisper-1"), audio: new Uint8Array([1]) });
      await ai["rerank"]({ model: model("cohere/rerank-v3.5"), query: prompt, documents: ["a"] });
      await expect(ai["experimental_generateVideo"]({ model: model("google/veo-3"), prompt })).rejects.toThrow(CallDeniedError);
      paths.push("speech-model", "transcription-model", "reranking-model");
    }
    expect(net.sent.map(({ url }) => url.split("/").at(-1))).toEqual(paths);
    expect(net.sent.map(({ body }) => body?.["providerOptions"])).toEqual(paths.map(() => amendedOptions));
  });

  it("may be guarded again", async () => {
    const net = network();
    place.AI_SDK_DEFAULT_PROVIDER = gateway(net);
    const model = guardModel(guardModel("bfl/flux-2-pro", { guard, category: "public" }), { guard, category: "internal" });
    await generateImage({ model, prompt, providerOptions: { cordon: { category: "public" } } });
    await ai["generateText"]({ model, prompt, providerOptions: { cordon: { category: "pii" } } });
    expect(net.sent.map(({ body }) => body?.["providerOptions"])).toEqual([{ gateway: { disallowPromptTraining: true } }, amendedOptions]);
  });

  it("is refused like any other", async () => {
    const net = network();
    place.AI_SDK_DEFAULT_PROVIDER = gateway(net);
    await expect(ai["generateText"]({ model: guardModel("zai/glm-4.7", { guard, category: "phi" }), prompt })).rejects.toThrow(CallDeniedError);
    await expect(ai["generateText"]({ model: guardModel("vmc/support", { guard, category: "internal" }), prompt })).rejects.toThrow(CallDeniedError);
    expect(net.sent).toEqual([]);
  });
});

describe("a model named by a string, without a default provider", () => {
  const root = resolve(import.meta.dirname, "../../..");
  let folder: string;

  // A project of its own, with one version of `ai` installed and cordon beside it.
  const app = `
    import { generateText } from "ai";
    import { createGuard, guardModel } from "./cordon.mjs";
    const bodies = [];
    globalThis.fetch = async (url, init) => {
      bodies.push([String(url).replace(/^.*\\/v/u, "v"), JSON.parse(init.body).providerOptions]);
      return Response.json({ error: { message: "stub" } }, { status: 400 });
    };
    const guard = await createGuard();
    const call = (category) => generateText({ model: guardModel("zai/glm-4.7", { guard, category }), prompt: "hello", maxRetries: 0 });
    const errors = [];
    for (const category of ["pii", "phi"]) await call(category).catch((error) => errors.push(error.code ?? error.name));
    console.log(JSON.stringify({ bodies, errors }));
  `;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cordon-"));
    const entry = 'export { createGuard } from "./src/index.ts"; export { guardModel } from "./src/adapters/ai-sdk/index.ts";';
    await build({ stdin: { contents: entry, resolveDir: root, loader: "ts" }, bundle: true, platform: "node", format: "esm", outfile: join(folder, "cordon.mjs"), banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' } });
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ["ai-5", "v1/ai/language-model"],
    ["ai-6", "v3/ai/language-model"],
    ["ai", "v4/ai/language-model"],
  ])("is a model of the gateway that belongs to the installed %s", async (installed, path) => {
    const project = join(folder, installed);
    await mkdir(join(project, "node_modules"), { recursive: true });
    await symlink(join(root, "node_modules", installed), join(project, "node_modules/ai"));
    await copyFile(join(folder, "cordon.mjs"), join(project, "cordon.mjs"));
    await writeFile(join(project, "app.mjs"), app);
    const { stdout } = await promisify(execFile)(process.execPath, ["app.mjs"], { cwd: project, env: { ...process.env, AI_GATEWAY_API_KEY: "test" } });
    expect(JSON.parse(stdout)).toEqual({ bodies: [[path, amendedOptions]], errors: [expect.stringMatching(/^(?:Gateway|AI_)/u), "call_denied"] });
  });

  it("says what is missing where no ai is installed", async () => {
    const project = join(folder, "none");
    await mkdir(project);
    await copyFile(join(folder, "cordon.mjs"), join(project, "cordon.mjs"));
    await writeFile(join(project, "app.mjs"), 'import { createGuard, guardModel } from "./cordon.mjs"; try { guardModel("a/b", { guard: await createGuard() }).specificationVersion } catch (error) { console.log(error.code, error.message) }');
    const { stdout } = await promisify(execFile)(process.execPath, ["app.mjs"], { cwd: project });
    expect(stdout).toMatch(/^unguardable_model a model name needs the package `ai`/u);
  });
});
