import { describe, expect, it } from "vitest";
import { asOpenRouter, builtEntries, runGuarded, serve } from "./guarded-process.ts";

const { register } = await builtEntries();
const app = `
const send = await fetch(process.env.GATEWAY + "/api/v1/chat/completions", { method: "POST", body: JSON.stringify({ model: "z-ai/glm-4.6", messages: [] }) });
console.log(send.status);
`;

async function run(environment: Record<string, string>, more = "", text = app) {
  const gateway = await serve();
  const ran = await runGuarded({ register, text, files: asOpenRouter(gateway.address, more), environment: { GATEWAY: gateway.address, ...environment } });
  return { ...ran, providers: gateway.received.map((each) => (JSON.parse(each.text) as { provider?: unknown }).provider) };
}

describe("the guard of a process", () => {
  it.each([
    ["amends", {}, "", 200, [{ zdr: true }]],
    ["takes its category from the environment", { CORDON_CATEGORY: "internal, pii" }, "", 200, [{ zdr: true }]],
    ["takes its mode from the environment", { CORDON_MODE: "enforce" }, "", 403, []],
    ["takes its mode from the configuration", {}, "guard: { mode: enforce }\n", 403, []],
    ["changes nothing when it observes", { CORDON_MODE: "observe", CORDON_CATEGORY: "prohibited" }, "", 200, [undefined]],
  ] as const)("%s", async (_, environment, more, status, providers) => {
    const ran = await run(environment, more);
    expect([ran.complaints, ran.told, ran.providers]).toEqual(["", [status], providers]);
  });

  it("reads the configuration that it is told to read", async () => {
    const gateway = await serve();
    const [file, text] = Object.entries(asOpenRouter(gateway.address))[0]!;
    const ran = await runGuarded({ register, text: app, files: { [`settings/${file}`]: text, "cordon.yaml": "version: 7\n" }, environment: { GATEWAY: gateway.address, CORDON_CONFIG: "settings/cordon.yaml", CORDON_MODE: "enforce" } });
    expect([ran.complaints, ran.told]).toEqual(["", [403]]);
  });
});

describe("an app", () => {
  it.each([
    ["a configuration that is not sound", {}, "gard: {}\n", "cordon.yaml:4:1: unknown key `gard`"],
    ["a mode that is none", { CORDON_MODE: "observ" }, "", "`CORDON_MODE` cannot be `observ`; did you mean `observe`?"],
    ["a category that is none", { CORDON_CATEGORY: "pi" }, "", "`CORDON_CATEGORY` names `pi`, which is no category; did you mean `pii`?"],
    ["a configuration that is not there", { CORDON_CONFIG: "none.yaml" }, "", "none.yaml"],
    ["an inventory that cannot be written", { CORDON_INVENTORY: "no/such/folder.jsonl" }, "", "cannot be written (ENOENT)"],
  ] as const)("does not start with %s", async (_, environment, more, complaint) => {
    const ran = await run(environment, more);
    expect([ran.code, ran.told]).toEqual([2, []]);
    expect(ran.complaints).toContain("cordon/register: nothing is started without its guard\n");
    expect(ran.complaints).toContain(complaint);
  });
});
