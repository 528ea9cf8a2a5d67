import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consumer } from "./consumer.ts";
import { evaluate, output, root, run } from "./run.ts";

const call = { categories: ["pii"], gateway: "vercel", model: "zai/glm-4.7", now: "2026-11-20" };
const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|ENETUNREACH/u;

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

describe("the packed package", { timeout: 240_000 }, () => {
  let folder = "";
  let packed: Packed;
  let missing: string | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cordon-install-"));
    // Without its scripts, which would build again under the feet of the other tests.
    const listed = await output("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]);
    packed = (JSON.parse(listed.slice(listed.indexOf("["))) as [Packed])[0];
    await consumer(folder, "nodenext");
    const words = ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", join(folder, packed.filename)];
    const { code, complaints } = await run("npm", words, { cwd: folder });
    if (code !== 0 && !unreachable.test(complaints)) throw new Error(complaints);
    if (code !== 0) missing = "its dependencies are neither in npm's cache nor to be reached";
  }, 240_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("holds what it needs at run time and the licences of what it carries", () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "LICENSE",
        "README.md",
        "package.json",
        "dist/cli/main.js",
        "dist/src/index.js",
        "dist/src/index.d.ts",
        "dist/src/policy/generated/policy.js",
        "opa/LICENSES.txt",
        "opa/opa.wasm.br",
        "opa/opa.wasm.sha256",
        "opa/worker.mjs",
        "policies/capabilities.json",
        "policies/catalog/vercel.yaml",
        "policies/cordon/cordon.rego",
        "policies/profiles/baseline.yaml",
        "policies/schemas/cordon.yaml.json",
      ]),
    );
  });

  it("holds no test, no source of ours and no tool", () => {
    const others = packed.files.map(({ path }) => path).filter((path) => /^(test|bench|tools|src|cli|examples|node_modules|\.)|^dist\/(test|bench|tools)|\.tgz$/u.test(path));
    expect(others).toEqual([]);
  });

  it("is no larger than it has to be", () => {
    expect(packed.size).toBeLessThan(8_000_000);
  });

  describe("installed into an empty project", () => {
    const installed = (title: string, body: () => Promise<void>): void => {
      it(title, async ({ skip }) => {
        if (missing !== undefined) skip(missing);
        await body();
      });
    };
    const cordon = (words: readonly string[], input?: string) => run("npx", ["--no-install", "cordon", ...words], { cwd: folder, ...(input !== undefined && { input }) });

    installed("tells its version", async () => {
      const version = await evaluate(root, `import { readFileSync } from "node:fs"; console.log(JSON.stringify(JSON.parse(readFileSync("package.json", "utf8")).version))`);
      expect(await cordon(["--version"])).toMatchObject({ code: 0, out: `${String(version)}\n` });
    });

    installed("decides on a call", async () => {
      const { code, out } = await cordon(["decide", "--call", "-"], JSON.stringify(call));
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ effect: "amend", amendments: [{ control: "zeroRetention", value: true }] });
      expect((await cordon(["decide", "--call", "-"], JSON.stringify({ ...call, categories: ["prohibited"] }))).code).toBe(1);
    });

    installed("compiles a policy with the compiler that it carries", async () => {
      expect(await cordon(["build", "--out", "bundle.tar.gz"])).toMatchObject({ code: 0 });
      expect((await stat(join(folder, "bundle.tar.gz"))).size).toBeGreaterThan(10_000);
      const { code, out } = await cordon(["decide", "--bundle", "bundle.tar.gz", "--call", "-"], JSON.stringify(call));
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ effect: "amend" });
    });

    installed("is imported and guards", async () => {
      const module = `
        import { createGuard } from "cordon";
        import { guardFetch } from "cordon/fetch";
        import { guardModel } from "cordon/ai-sdk";
        import { createGuard as createNodeGuard } from "cordon/node";
        const effects = [await createGuard(), await createNodeGuard()].map((guard) => guard.decide(${JSON.stringify(call)}).effect);
        console.log(JSON.stringify({ effects, kinds: [guardFetch, guardModel].map((each) => typeof each) }));`;
      expect(await evaluate(folder, module)).toEqual({ effects: ["amend", "amend"], kinds: ["function", "function"] });
    });

    installed("has types without the packages that only we develop with", async () => {
      const tsc = join(root, "node_modules/typescript-7/bin/tsc");
      expect(await run(process.execPath, [tsc, "-p", folder], { cwd: folder })).toEqual({ code: 0, out: "", complaints: "" });
    });

    installed("needs no test library, no AI SDK and no compiler", async () => {
      const listed = await output("npm", ["ls", "--all", "--parseable"], { cwd: folder });
      const names = listed.split("\n").flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)$/u.exec(path.trim())?.[1] ?? []);
      expect([...new Set(names)].sort()).toEqual(["@open-policy-agent/opa-wasm", "commander", "cordon", "ignore", "picocolors", "picomatch", "sprintf-js", "yaml", "zod"]);
    });

    installed("starts where a `cordon.yaml` is wrong with the place of the fault", async () => {
      await writeFile(join(folder, "cordon.yaml"), "version: 1\nextnds: baseline\n");
      const { code, complaints } = await cordon(["decide", "--call", "-"], JSON.stringify(call));
      await rm(join(folder, "cordon.yaml"));
      expect(code).toBe(2);
      expect(complaints).toContain("cordon.yaml:2:1");
    });
  });
});
