import { describe, expect, it } from "vitest";
import { type Running, runProxy, until } from "./running.ts";
import { startStub, type Stub } from "./stub.ts";

const init = { method: "POST", headers: { "content-type": "application/json" }, body: `{"model":"m"}` };

async function streaming(): Promise<{ readonly stub: Stub; readonly proxy: Running; readonly response: Response; readonly end: () => void }> {
  const stub = await startStub();
  const proxy = await runProxy({ gateways: { vercel: stub }, category: ["public"] });
  let end: () => void = () => undefined;
  stub.answer = (_, response) => {
    response.writeHead(200).write("one");
    end = () => void response.end("two");
  };
  const response = await fetch(`${proxy.url}/vercel/v1/chat/completions`, init);
  return { stub, proxy, response, end: () => end() };
}

describe("a proxy that is told to end", () => {
  it("takes nothing new, and lets what is under way come to its end", async () => {
    const { proxy, response, end } = await streaming();
    const closed = proxy.close(5_000);
    await until(() => fetch(`${proxy.url}/-/health`).then(() => false, () => true));
    end();
    expect([await response.text(), await closed]).toEqual(["onetwo", 0]);
    expect(proxy.lines.at(-1)).toMatchObject({ message: "ended", cutOff: 0 });
  });

  it("cuts off what takes longer than it may", async () => {
    const { proxy, response } = await streaming();
    const text = response.text().catch((error: unknown) => error);
    expect(await proxy.close(100)).toBe(1);
    expect(await text).toBeInstanceOf(Error);
  });

  it("does not wait for connections that are only kept open", async () => {
    const stub = await startStub();
    const proxy = await runProxy({ gateways: { vercel: stub }, category: ["public"] });
    await (await fetch(`${proxy.url}/vercel/v1/chat/completions`, init)).text();
    const start = Date.now();
    expect(await proxy.close(5_000)).toBe(0);
    expect(Date.now() - start).toBeLessThan(1_000);
  });

  it("ends at once when it is told again", async () => {
    const { proxy, response } = await streaming();
    const text = response.text().catch(() => undefined);
    const [first] = await Promise.all([proxy.close(60_000), proxy.close(0)]);
    await text;
    expect(first).toBe(0);
  });
});
