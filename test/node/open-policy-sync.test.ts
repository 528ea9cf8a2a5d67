import { describe, expect, it } from "vitest";
import { compileRegoSync } from "../../opa/index.ts";
import { ConfigurationError } from "../../src/model/errors.ts";
import { openPolicy } from "../../src/node/open-policy.ts";
import { openPolicySync } from "../../src/node/open-policy-sync.ts";
import { folderWith } from "./folder.ts";

const call = { categories: ["internal"], gateway: "vercel", model: "zai/glm-4.7", now: "2026-11-20" };
const requirement = (name: string): string => `# METADATA
# title: Own
# description: An organisation's own requirement.
package org.requirements.${name}

import data.cordon.demands
import data.cordon.standings

# METADATA
# description: Every standing, whatever is known of it
unmet contains {"standing": place, "category": demand.category, "need": "nothing", "found": "a call"} if {
	some demand in demands.all
	some place, _ in standings.all
}
`;

describe("openPolicySync", () => {
  it("answers as openPolicy does where nothing is configured", async () => {
    const cwd = folderWith();
    expect(openPolicySync({ compile: compileRegoSync, cwd }).policy.ask(call)).toEqual((await openPolicy({ cwd })).policy.ask(call));
  });

  it("answers as openPolicy does under a configuration", async () => {
    const cwd = folderWith({ "cordon.yaml": "version: 1\nrequirements:\n  internal: { retentionDays: 0 }\n" });
    const [opened, later] = [openPolicySync({ compile: compileRegoSync, cwd }), await openPolicy({ cwd })];
    expect(opened.policy.ask(call)).toEqual(later.policy.ask(call));
    expect(opened.configuration).toEqual(later.configuration);
  });

  it("compiles requirements of the organisation's own, and what it keeps is what openPolicy makes", async () => {
    const name = `own_${process.pid}_${Date.now()}`;
    const cwd = folderWith({ "cordon.yaml": "version: 1\npolicies: ./rego\n", [`rego/${name}.rego`]: requirement(name) });
    const opened = openPolicySync({ compile: compileRegoSync, cwd });
    expect(opened.policy.ask(call)).toEqual((await openPolicy({ cwd })).policy.ask(call));
    expect(opened.policy.ask(call)).toMatchObject({ effect: "deny" });
  });

  it("refuses Rego that does not compile with its place", () => {
    const cwd = folderWith({ "cordon.yaml": "version: 1\npolicies: ./rego\n", "rego/broken.rego": "package org.requirements.broken\n\nunmet contains {{\n" });
    expect(() => openPolicySync({ compile: compileRegoSync, cwd })).toThrow(ConfigurationError);
    expect(() => openPolicySync({ compile: compileRegoSync, cwd })).toThrow(/^rego\/broken\.rego:4:1: /u);
  });

  it("compiles nothing without a compiler", () => {
    const name = `bare_${process.pid}_${Date.now()}`;
    const cwd = folderWith({ "cordon.yaml": "version: 1\npolicies: ./rego\n", [`rego/${name}.rego`]: requirement(name) });
    expect(() => openPolicySync({ cwd })).toThrow("bring `compileRegoSync`");
  });

  it("refuses a configuration that is not sound", () => {
    const cwd = folderWith({ "cordon.yaml": "version: 1\nextnds: baseline\n" });
    expect(() => openPolicySync({ compile: compileRegoSync, cwd })).toThrow(/cordon\.yaml:2:1: /u);
  });
});
