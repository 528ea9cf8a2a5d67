import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

function run(file: string, env: Record<string, string> = {}): Ran {
  const { FORCE_COLOR: _, NO_COLOR: __, COLUMNS: ___, ...rest } = process.env;
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "examples/demo", file)], { cwd: root, encoding: "utf8", env: { ...rest, ...env }, timeout: 60_000 });
  return { status, stdout, stderr, seconds: (performance.now() - start) / 1000 };
}

/** The block of a call, by the words of its note or its address. */
function block(stdout: string, words: string): string {
  return stdout.split("\n\n").find((each) => each.includes(words)) ?? "";
}

let demo: Ran;
beforeAll(() => void (demo = run("main.mjs")), 60_000);

describe("the demonstration", () => {
  it("keeps its promises within a minute", () => {
    expect({ status: demo.status, stderr: demo.stderr }).toEqual({ status: 0, stderr: "" });
    expect(demo.stdout).toContain("✓ all as promised");
    expect(demo.seconds).toBeLessThan(60);
  });

  it("prints no prompt", () => {
    const source = readFileSync(join(root, "examples/demo/calls.mjs"), "utf8");
    const marks = [...source.matchAll(/^ {4}mark: "(\w+)"/gmu)].map(([, mark]) => mark!);
    const prompts = [...source.matchAll(/^ {4}data: "(.+)"/gmu)].map(([, data]) => data!);
    expect([marks.length, prompts.length]).toEqual([16, 16]);
    expect([...marks, ...prompts].filter((text) => demo.stdout.toLowerCase().includes(text.toLowerCase()))).toEqual([]);
  });

  it("makes calls of every category, and one without", () => {
    const titles = [...demo.stdout.matchAll(/^── (public|internal|confidential|pii|phi|prohibited|no label) ·/gmu)].map(([, title]) => title);
    expect(titles).toEqual(["public", "internal", "confidential", "pii", "phi", "prohibited", "no label"]);
  });

  it("shows what was amended, as it arrived", () => {
    const amended = block(demo.stdout, "`zdr` is no option");
    expect(amended).toMatch(/^\+ AI SDK generateText +amended$/mu);
    expect(amended).toContain('unguarded  {"prompt":…,"providerOptions":{"gateway":{"zdr":true}}}');
    expect(amended).toContain('guarded    {"prompt":…,"providerOptions":{"gateway":{"zdr":true,"zeroDataRetention":true}}}');
  });

  it("shows what was refused, why, by which source of which date, and that nothing arrived", () => {
    const refused = block(demo.stdout, "api.openai.com/v1/responses");
    expect(refused).toMatch(/^✕ OpenAI SDK responses +refused$/mu);
    expect(refused).toMatch(/because +kept 30 days at openai; 0 days allowed\n +\S.*, \d{4}-\d{2}-\d{2}$/mu);
    expect(refused).toContain("guarded    nothing arrived; the caller got PermissionDeniedError 403");
  });

  it("counts, by the gateway's record, no prompt that arrived without what it needs", () => {
    expect(demo.stdout).toMatch(/without the control their category needs +[1-9]\d* +0$/mu);
  });

  it("stays within a hundred columns, and without colour where nobody sees it", () => {
    expect(demo.stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(demo.stdout).not.toContain("\u001b");
  });

  it("is what the picture in the README shows", { timeout: 60_000 }, () => {
    const picture = run("shot.mjs");
    expect(picture.status).toBe(0);
    // When it differs: `node examples/demo/shot.mjs > docs/demo.svg`.
    expect(readFileSync(join(root, "docs/demo.svg"), "utf8")).toBe(picture.stdout);
  });

  it("fails where a promise is not kept", { timeout: 60_000 }, () => {
    // A configuration that lets more through than the demonstration promises.
    const broken = run("main.mjs", { CORDON_DEMO_CONFIG: join(import.meta.dirname, "lax.yaml") });
    expect(broken.status).toBe(1);
    expect(broken.stdout).toContain("not as promised");
  });
});
