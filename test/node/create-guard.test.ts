import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createGuard as createEmbedded } from "../../src/guard/create.ts";
import { createGuard, loadConfiguration, readBundle, writeBundle } from "../../src/node/index.ts";
import { folderWith } from "./folder.ts";

const v = "version: 1\n";
const personal = { categories: ["pii"], gateway: "openai", now: "2026-11-20" } as const;
const agreement = "agreements:\n  - { gateway: openai, retentionDays: 0, reference: ZDR, validUntil: 2027-06-30 }\n";
const rego = `package org.requirements.known_only

import data.cordon.demands
import data.cordon.standings

unmet contains {"standing": place, "category": demand.category, "need": "the house's own machine", "found": value} if {
	some demand in demands.all
	some place, standing in standings.all
	some value in standing.deployment[_].values
	value != "local"
}
`;

describe("createGuard of cordon/node", () => {
  it("is the embedded guard where there is no configuration", async () => {
    const [guard, embedded] = await Promise.all([createGuard({ cwd: folderWith() }), createEmbedded()]);
    expect(guard.decide(personal)).toEqual(embedded.decide(personal));
    expect(guard.mode).toBe("amend");
  });

  it("decides by the nearest configuration", async () => {
    const cwd = folderWith({ "cordon.yaml": `${v}guard: { mode: enforce }\n${agreement}` });
    const guard = await createGuard({ cwd });
    expect([guard.mode, guard.decide(personal).effect]).toEqual(["enforce", "allow"]);
    expect((await createGuard({ cwd: folderWith() })).decide(personal).effect).toBe("deny");
  });

  it("names a policy by what decides: the same for the same rules, another for others", async () => {
    const revision = async (text: string) => (await createGuard({ cwd: folderWith({ "cordon.yaml": text }) })).decide(personal).policyRevision;
    const [one, same, other] = await Promise.all([revision(`${v}${agreement}`), revision(`# same\n${agreement}${v}`), revision(v)]);
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  it("refuses to run on a configuration that is not sound", async () => {
    await expect(createGuard({ cwd: folderWith({ "cordon.yaml": "version: 2\n" }) })).rejects.toMatchObject({ code: "invalid_configuration" });
  });

  it("adds the organisation's own requirements", async () => {
    const cwd = folderWith({ "cordon.yaml": `${v}policies: ./rego\n${agreement}`, "rego/known_only.rego": rego });
    const guard = await createGuard({ cwd });
    const { effect, reasons } = guard.decide(personal);
    expect([effect, reasons.map(({ code }) => code)]).toEqual(["deny", ["known_only"]]);
    expect(guard.decide({ ...personal, gateway: "ollama" }).effect).toBe("allow");
    // From the cache this time.
    expect((await createGuard({ cwd })).decide(personal)).toEqual(guard.decide(personal));
  }, 60_000);

  it("tells where the organisation's Rego does not compile", async () => {
    const cwd = folderWith({ "cordon.yaml": `${v}policies: ./rego\n`, "rego/broken.rego": "package org.requirements.broken\n\nunmet contains {} if nonsense(1)\n" });
    await expect(createGuard({ cwd })).rejects.toMatchObject({ code: "invalid_configuration", problems: [{ file: "rego/broken.rego", line: 3 }] });
  }, 60_000);
});

describe("bundles", () => {
  it("decide as the configuration that they are made of, mode included", async () => {
    const cwd = folderWith({ "cordon.yaml": `${v}guard: { mode: enforce }\n${agreement}` });
    const file = join(cwd, "bundle.tar.gz");
    writeFileSync(file, await writeBundle(loadConfiguration({ cwd })));
    const [guard, bundled] = await Promise.all([createGuard({ cwd }), createGuard({ bundle: file })]);
    expect(bundled.decide(personal)).toEqual(guard.decide(personal));
    expect(bundled.mode).toBe("enforce");
  }, 60_000);

  it("are the same to the byte", async () => {
    const make = async () => writeBundle(loadConfiguration({ cwd: folderWith({ "cordon.yaml": `${v}gateways:\n  mine: { deployment: local, training: never }\n` }) }));
    expect(Buffer.from(await make()).equals(Buffer.from(await make()))).toBe(true);
  }, 60_000);

  it("count only with the signature that is asked for", async () => {
    const cwd = folderWith({ "cordon.yaml": v });
    const sign = { key: "a secret that is long enough for all", algorithm: "HS256" };
    const [signed, plain] = [join(cwd, "signed.tar.gz"), join(cwd, "plain.tar.gz")];
    writeFileSync(signed, await writeBundle(loadConfiguration({ cwd }), sign));
    writeFileSync(plain, await writeBundle(loadConfiguration({ cwd })));
    await expect(readBundle(signed, sign)).resolves.toMatchObject({ mode: "amend" });
    await expect(readBundle(signed, { ...sign, key: "another" })).rejects.toMatchObject({ code: "policy_unavailable" });
    await expect(readBundle(plain, sign)).rejects.toMatchObject({ code: "policy_unavailable" });
  }, 60_000);

  it.each([["no archive", Buffer.from("nothing")], ["nothing", Buffer.alloc(0)]])("are refused where the file is %s", async (_, bytes) => {
    const file = join(folderWith({ "b.tar.gz": bytes }), "b.tar.gz");
    await expect(createGuard({ bundle: file })).rejects.toThrow("is no bundle that can be used; build it again with `cordon build`");
  });
});
