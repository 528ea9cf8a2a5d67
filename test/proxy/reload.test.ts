import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configuration, type Running, runProxy, until } from "./running.ts";
import { startStub, type Stub } from "./stub.ts";

async function before(): Promise<{ readonly stub: Stub; readonly proxy: Running; readonly status: (category?: string) => Promise<number> }> {
  const stub = await startStub();
  const proxy = await runProxy({ gateways: { vercel: stub } });
  const status = async (category = "internal"): Promise<number> =>
    (await fetch(`${proxy.url}/vercel/v1/chat/completions`, { method: "POST", headers: { "content-type": "application/json", "x-cordon-category": category }, body: `{"model":"zai/glm-4.7"}` })).status;
  return { stub, proxy, status };
}

const tighter = (stub: Stub): string => configuration({ vercel: stub }, { requirements: { internal: { prohibited: true } } });
const write = ({ cwd }: Running, text: string, name = "cordon.yaml"): void => writeFileSync(join(cwd, name), text);
const reloads = ({ lines }: Running, message: string): number => lines.filter((line) => line["message"] === message).length;

describe("a configuration that changes", () => {
  it("holds for the next request, without a new start", async () => {
    const { stub, proxy, status } = await before();
    expect(await status()).toBe(200);
    write(proxy, tighter(stub));
    await until(async () => (await status()) === 403);
    write(proxy, configuration({ vercel: stub }));
    await until(async () => (await status()) === 200);
    expect(reloads(proxy, "configuration read anew")).toBe(2);
  });

  it("is noticed when another file takes its place", async () => {
    const { stub, proxy, status } = await before();
    write(proxy, tighter(stub), "new.tmp");
    renameSync(join(proxy.cwd, "new.tmp"), join(proxy.cwd, "cordon.yaml"));
    await until(async () => (await status()) === 403);
  });

  it("and cannot be used changes nothing, which is told loudly until it is mended", async () => {
    const { stub, proxy, status } = await before();
    write(proxy, tighter(stub));
    await until(async () => (await status()) === 403);
    write(proxy, "version: 1\nrequirments: {}\n");
    await until(() => reloads(proxy, "the new configuration cannot be used; the one before still holds") === 1);
    expect(await status()).toBe(403);
    expect(proxy.lines.at(-2)).toMatchObject({ level: "error", problems: [expect.stringMatching(/cordon\.yaml:2:1: .*`requirments`/u)] });
    expect(await (await fetch(`${proxy.url}/-/health`)).json()).toMatchObject({ status: "ok", configuration: "stale" });
    const metrics = await (await fetch(`${proxy.url}/-/metrics`)).text();
    expect(metrics).toContain("cordon_configuration_stale 1\n");
    expect(metrics).toContain(`cordon_reloads_total{result="failed"} 1\n`);
    write(proxy, configuration({ vercel: stub }));
    await until(async () => (await status()) === 200);
    expect(await (await fetch(`${proxy.url}/-/metrics`)).text()).toContain("cordon_configuration_stale 0\n");
  });

  it("is read again when that is asked for", async () => {
    const { stub, proxy, status } = await before();
    write(proxy, tighter(stub));
    await proxy.reload();
    expect(await status()).toBe(403);
  });

  it("is noticed where it extends another file that changes", async () => {
    const stub = await startStub();
    const files = { "cordon.yaml": JSON.stringify({ version: 1, extends: "./base/base.yaml" }), "base/base.yaml": configuration({ vercel: stub }) };
    const proxy = await runProxy({ gateways: { vercel: stub }, files });
    mkdirSync(join(proxy.cwd, "base"), { recursive: true });
    write(proxy, tighter(stub), "base/base.yaml");
    await until(() => reloads(proxy, "configuration read anew") === 1);
  });

  it("lets a stream that is under way come to its end", async () => {
    const { stub, proxy } = await before();
    let end: () => void = () => undefined;
    stub.answer = (_, response) => {
      response.writeHead(200).write("one");
      end = () => void response.end("two");
    };
    const response = await fetch(`${proxy.url}/vercel/v1/chat/completions`, { method: "POST", headers: { "content-type": "application/json", "x-cordon-category": "public" }, body: `{"model":"m"}` });
    write(proxy, tighter(stub));
    await until(() => reloads(proxy, "configuration read anew") === 1);
    end();
    expect(await response.text()).toBe("onetwo");
  });

  it("must be sound at the start", async () => {
    await expect(runProxy({ upstreams: ["a=https://a.example"], files: { "cordon.yaml": "version: 2\n" } })).rejects.toMatchObject({ code: "invalid_configuration" });
  });
});
