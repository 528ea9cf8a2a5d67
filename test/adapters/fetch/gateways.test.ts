import { describe, expect, it } from "vitest";
import { guardFetch } from "../../../src/adapters/fetch/index.ts";
import { createGuard, type Decision, type DecisionRecord, type GatewayEntry } from "../../../src/index.ts";
import { bodyOf, post, recorder, type Sent } from "./recorder.ts";

const guard = await createGuard();
const body = { model: "some/model", messages: [{ role: "user", content: "x" }], input: "x" };

// Every API at the first host, and the first API at every host.
const rows = Object.values(guard.catalog.gateways).flatMap((entry) =>
  entry.hosts.flatMap((host, index) =>
    entry.apis.slice(0, index === 0 ? undefined : 1).map((api) => ({ id: entry.id, entry, host: filled(host), ...api, path: filled(api.paths[0] ?? "/") })),
  ),
);

function filled(pattern: string): string {
  return pattern.replaceAll(/\{\w+\}/gu, "some").replace("*", "rest");
}

async function ask(url: string, category: string) {
  const { fetch, sent } = recorder();
  await guardFetch({ guard, category, fetch })(url, post(body, { "ai-language-model-id": "some/model", "ai-model-id": "some/model" }));
  return sent;
}

const records: DecisionRecord[] = [];
const observer = await createGuard({ mode: "observe", onDecision: (record) => void records.push(record) });

/** What a second guard, which changes nothing, says about a request that left. */
async function judged(sent: Sent, category: string): Promise<Decision | undefined> {
  records.length = 0;
  await guardFetch({ guard: observer, category, fetch: recorder().fetch })(sent.url, { method: sent.method, headers: sent.headers, body: sent.text });
  return records[0]?.decision;
}

/** Whether a control or a list of providers stands on the wire, read without the adapter's help. */
function hasControl(entry: GatewayEntry, sent: Sent): boolean {
  const places = [...Object.values(entry.controls ?? {}), ...Object.values(entry.providerLists ?? {}).map((place) => ({ place }))];
  return places.some((each) => {
    const place = each?.place;
    if (place === undefined || !("body" in place)) return false;
    const found = place.body.reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], bodyOf(sent));
    return place.value === "days" ? found === 0 : place.value === "list" ? Array.isArray(found) : found === place.value;
  });
}

describe.each(rows)("$id at $host$path", ({ id, entry, host, path, endpoint }) => {
  const url = `${entry.kind === "local" ? "http" : "https"}://${host}${path}`;

  it("gets personal data with the control on the wire, or on this machine, or not at all", async () => {
    const sent = await ask(url, "pii");
    for (const each of sent) {
      expect((await judged(each, "pii"))?.effect).toBe("allow");
      if (entry.kind === "gateway") expect(hasControl(entry, each)).toBe(true);
      else expect([entry.kind, bodyOf(each)]).toEqual(["local", body]);
    }
  });

  it("gets public data as it is", async () => {
    expect((await ask(url, "public")).map(bodyOf)).toEqual([body]);
  });

  it("is known by its address", async () => {
    records.length = 0;
    await guardFetch({ guard: observer, category: "public", fetch: recorder().fetch })(url, post(body));
    expect(records.map(({ call }) => [call.gateway, call.endpoint])).toEqual([[id, endpoint]]);
  });
});

it("every gateway with an address has a row, and some get personal data", async () => {
  const withHosts = Object.values(guard.catalog.gateways).filter(({ hosts, apis }) => hosts.length > 0 && apis.length > 0);
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(withHosts.map(({ id }) => id)));
  for (const url of ["https://ai-gateway.vercel.sh/v4/ai/language-model", "https://openrouter.ai/api/v1/chat/completions", "https://api.anyapi.ai/v1/chat/completions", "http://localhost:11434/api/chat"]) {
    expect(await ask(url, "pii")).toHaveLength(1);
  }
});
