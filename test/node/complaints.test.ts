import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigurationError } from "../../src/model/errors.ts";
import { loadConfiguration } from "../../src/node/configuration/load.ts";
import { folderWith } from "./folder.ts";

/** What is complained about, as `line:column: message`; the file where it is another one. */
function complaints(files: Readonly<Record<string, string | Uint8Array>> | string): readonly string[] {
  const cwd = folderWith(typeof files === "string" ? { "cordon.yaml": files } : files);
  try {
    loadConfiguration({ cwd, today: "2026-11-20" });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems.map(({ file, line, column, message }) => `${file === "cordon.yaml" ? "" : `${file}:`}${line}:${column}: ${message.replaceAll(cwd, "")}`);
  }
}

const v = "version: 1\n";

describe("a configuration is refused with line, column and what to do for", () => {
  it.each<readonly [string, string, string]>([
    ["an empty file", "", "1:1: the file is empty; begin with `version: 1`"],
    ["a file of comments", "# nothing\n", "1:1: the file is empty; begin with `version: 1`"],
    ["a list", "- version\n", "1:1: the file must be a map; it is a list"],
    ["a missing version", "extends: baseline\n", "1:1: `version` is missing; add it: `1`"],
    ["another version", "version: 2\n", "1:10: `version` must be `1`; it is `2`"],
    ["a version in quotes", 'version: "1"\n', "1:10: `version` must be `1`; it is `1`"],
    ["an unknown key", `${v}extend: baseline\n`, "2:1: unknown key `extend`; did you mean `extends`?"],
    ["an unknown key far inside", `${v}requirements:\n  pii: { retention_days: 0 }\n`, "3:10: unknown key `retention_days` in `requirements.pii`; did you mean `retentionDays`?"],
    ["a key that is like none", `${v}guard: { colour: red }\n`, "2:10: unknown key `colour` in `guard`; use `mode`"],
    ["a duplicate key", `${v}guard: { mode: amend }\nguard: { mode: observe }\n`, "3:1: `guard` stands here twice, first in line 2; keep one"],
    ["a duplicate category", `${v}requirements:\n  pii: { audit: true }\n  phi: { audit: true }\n  pii: { audit: true }\n`, "5:3: `pii` stands here twice, first in line 3; keep one"],
    ["a duplicate in a list", `${v}requirements:\n  pii: { assurances: [soc2, soc2] }\n`, "3:29: `requirements.pii.assurances[1]` stands here twice; keep one"],
    ["tabs", `${v}guard:\n\tmode: amend\n`, "3:1: tabs cannot indent YAML; use spaces"],
    ["a second document", `${v}---\nversion: 1\n`, "2:1: a second document begins here; keep one to a file"],
    ["a tag", `version: !int 1\n`, "1:10: tags are not read here; leave it out"],
    ["an alias of nothing", `${v}guard: *nothing\n`, "2:8: `*nothing` refers to no anchor above it; write `&nothing` at what it stands for"],
    ["an alias inside itself", `${v}guard: &g { mode: *g }\n`, "2:19: `*g` stands inside what it refers to; write it out"],
    ["a merge key", `${v}guard:\n  <<: { mode: amend }\n`, "3:3: `<<` is not read here; write the keys out"],
    ["a key that is no text", `${v}paths:\n  1: pii\n`, "3:3: a key must be text; put it in quotes"],
    ["the key `__proto__`", `${v}requirements:\n  __proto__: { audit: true }\n`, "3:3: `__proto__` cannot be a name; choose another"],
    ["an unknown profile", `${v}extends: basline\n`, "2:10: `basline` is no profile; did you mean `baseline`?; a file begins with `./` or `../`"],
    ["a file that does not exist", `${v}extends: ./none.yaml\n`, "2:10: `./none.yaml` does not exist; it is looked for from the folder of this file"],
    ["a file that extends itself", `${v}extends: ./cordon.yaml\n`, "2:10: `./cordon.yaml` leads back to a file that extends this one; let one of them extend a profile"],
    ["a default that is no category", `${v}taxonomy: { default: confidental }\n`, "2:22: `confidental` is no category; did you mean `confidential`?"],
    ["a category like one that is unknown", `${v}taxonomy:\n  categories:\n    code: { like: confidentail }\n`, "4:19: `confidentail` is no category; did you mean `confidential`?"],
    ["categories like each other", `${v}taxonomy:\n  categories:\n    a: { like: b }\n    b: { like: a }\n`, "5:16: `b` comes back to itself through `like`; state what it demands"],
    ["a category that demands nothing", `${v}taxonomy:\n  categories:\n    code:\n`, "4:5: `code` demands nothing; say what it demands, or `like: confidential`, or `training: any` if nothing is meant"],
    ["a category that says one thing twice", `${v}taxonomy:\n  categories:\n    code: { retentionDays: 0 }\nrequirements:\n  code: { retentionDays: 1 }\n`, "6:11: `retentionDays` of `code` stands under `taxonomy.categories` too; keep one"],
    ["a name with a comma", `${v}taxonomy:\n  categories:\n    "a,b": { audit: true }\n`, "4:5: `taxonomy.categories.a,b` must be a name without spaces and commas"],
    ["requirements of an unknown category", `${v}requirements:\n  pi: { audit: true }\n`, "3:3: `pi` is no category; did you mean `pii`? a new one is declared under `taxonomy.categories`"],
    ["a bad value", `${v}requirements:\n  pii: { training: nevr }\n`, "3:20: `requirements.pii.training` cannot be `nevr`; did you mean `never`?"],
    ["negative days", `${v}requirements:\n  pii: { retentionDays: -1 }\n`, "3:25: `requirements.pii.retentionDays` must be a whole number of days, 0 or more; it is `-1`"],
    ["days in words", `${v}requirements:\n  pii: { retentionDays: none }\n`, "3:25: `requirements.pii.retentionDays` must be a whole number of days, 0 or more or `any`; it is `none`"],
    ["an unknown deployment", `${v}requirements:\n  pii: { deployments: [api, selfhosted] }\n`, "3:29: `requirements.pii.deployments[1]` cannot be `selfhosted`; did you mean `self-hosted`?"],
    ["a deployment that is in no set", `${v}requirements:\n  pii: { deployments: [unknown] }\n`, "3:24: `requirements.pii.deployments[0]` cannot be `unknown`; use `local`, `self-hosted`, `private-cloud`, `api` or `consumer`"],
    ["no deployment at all", `${v}requirements:\n  pii: { deployments: [] }\n`, "3:23: `requirements.pii.deployments` must name at least one, or be `any`; to let nothing pass, write `prohibited: true`"],
    ["an empty value", `${v}requirements:\n  pii: { audit: }\n`, "3:10: `requirements.pii.audit` must be `true` or `false`; it is empty"],
    ["a word that YAML 1.2 takes as text", `${v}requirements:\n  pii: { audit: yes }\n`, "3:17: `requirements.pii.audit` must be `true` or `false`; it is `yes`"],
    ["an agreement without reference", `${v}agreements:\n  - { gateway: vercel, retentionDays: 0, validUntil: 2027-06-30 }\n`, "3:5: `agreements[0].reference` is missing; add it"],
    ["a day that does not exist", `${v}agreements:\n  - { gateway: vercel, retentionDays: 0, reference: x, validUntil: 2027-06-31 }\n`, "3:68: `agreements[0].validUntil` must be a date such as 2027-06-30; it is `2027-06-31`"],
    ["an agreement that worsens", `${v}agreements:\n  - { gateway: vercel, training: may, reference: x, validUntil: 2027-06-30 }\n`, "3:34: `agreements[0].training` must be `never`; it is `may`"],
    ["an agreement about nothing", `${v}agreements:\n  - { gateway: vercel, reference: x, validUntil: 2027-06-30 }\n`, "3:5: this agreement says nothing of data; state at least one of `training`, `retentionDays`, `deployment`, `assurances`, `region` or `headquarters`"],
    ["an agreement with an unknown gateway", `${v}agreements:\n  - { gateway: vercell, retentionDays: 0, reference: x, validUntil: 2027-06-30 }\n`, "3:16: `vercell` is not in the catalogue; did you mean `vercel`? a gateway of your own is declared under `gateways`"],
    ["an agreement with an unknown provider", `${v}agreements:\n  - { gateway: vercel, provider: antropic, retentionDays: 0, reference: x, validUntil: 2027-06-30 }\n`, "3:34: `antropic` is no provider of `vercel`; did you mean `anthropic`?"],
    ["an agreement written twice", `${v}agreements:\n  - { gateway: vercel, retentionDays: 0, reference: x, validUntil: 2027-06-30 }\n  - { gateway: vercel, retentionDays: 0, reference: x, validUntil: 2027-06-30 }\n`, "4:5: this agreement stands in cordon.yaml:3 too; keep one"],
    ["a trait of a catalogued gateway", `${v}gateways:\n  vercel: { training: never }\n`, "3:13: `training` of `vercel` is a matter of contract; state it under `agreements`, with its reference and end"],
    ["a gateway that nobody knows", `${v}gateways:\n  vercell: { credentials: system }\n`, "3:3: `vercell` is not in the catalogue; did you mean `vercel`? a gateway of your own needs `hosts`, `deployment` and what else is known of it"],
    ["a host with a scheme", `${v}gateways:\n  mine: { hosts: ["http://llm.internal"], deployment: local }\n`, "3:19: `gateways.mine.hosts[0]` must be a host as requests name it, such as `llm.internal:4000`, without scheme, path and capitals; it is `http://llm.internal`"],
    ["a host of two gateways", `${v}gateways:\n  mine: { hosts: [api.openai.com], deployment: local }\n`, "3:19: `api.openai.com` is a host of `openai` too, and a request could be either; keep one"],
    ["an API that nobody speaks", `${v}gateways:\n  mine: { deployment: local, like: openai-chatt }\n`, "3:36: `openai-chatt` is no API that is known; did you mean `openai-chat`?"],
    ["a model that leads to an unknown gateway", `${v}models:\n  vmc/x: { leadsTo: { gateway: nowhere-at-all }, reference: x }\n`, expect.stringContaining("3:32: `nowhere-at-all` is not in the catalogue; use one such as") as unknown as string],
    ["a pattern with a star inside", `${v}models:\n  v*c: { leadsTo: { gateway: vercel }, reference: x }\n`, "3:3: `models.v*c` may have `*` only as its first and its last character"],
    ["a path from the root", `${v}paths:\n  /src: pii\n`, "3:3: `paths./src` must be a path pattern such as `src/billing/**`, relative to the folder of this file and with `/`"],
    ["a path of an unknown category", `${v}paths:\n  "src/**": [pii, pi]\n`, "3:19: `pi` is no category; did you mean `pii`?"],
    ["a waiver of an unknown rule", `${v}waivers:\n  - { rule: require-control, site: a.ts#b, reason: x, until: 2026-12-31 }\n`, "3:13: `waivers[0].rule` cannot be `require-control`; did you mean `require-controls`?"],
    ["a waiver written twice", `${v}waivers:\n  - { rule: require-controls, site: a.ts#b, reason: x, until: 2026-12-31 }\n  - { rule: require-controls, site: a.ts#b, reason: y, until: 2027-12-31 }\n`, "4:5: `require-controls` is waived for `a.ts#b` in line 3 too; keep one"],
    ["an age of no days", `${v}catalog: { maxAgeDays: 0 }\n`, "2:24: `catalog.maxAgeDays` must be a whole number of days, 1 or more; it is `0`"],
    ["an unknown mode", `${v}guard: { mode: enforced }\n`, "2:16: `guard.mode` cannot be `enforced`; did you mean `enforce`?"],
    ["a folder of policies that is not there", `${v}policies: ./rego\n`, "2:11: `./rego` is no folder that can be read; it is looked for from the folder of this file"],
  ])("%s", (_, text, complaint) => {
    expect(complaints(text)).toEqual([complaint]);
  });

  it("broken syntax", () => {
    expect(complaints(`${v}gateways: { vercel: [\n`)[0]).toMatch(/^\d+:\d+: this is not valid YAML: .+; correct it here or just above$/u);
  });

  it("bytes that are no UTF-8", () => {
    expect(complaints({ "cordon.yaml": Uint8Array.of(0x76, 0xff) })).toEqual(["1:1: the file is not UTF-8 text; save it as UTF-8"]);
  });

  it("nesting that no reader survives", () => {
    expect(complaints(`${v}paths: ${"[".repeat(50_000)}`).length).toBeGreaterThan(0);
  });

  it("aliases that explode", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]", ...Array.from({ length: 12 }, (_, index) => `a${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join(", ")}]`)];
    expect(complaints(lines.join("\n")).join()).toContain("there is more here than any configuration needs; shorten it");
  });

  it("a file of a name that is not read", () => {
    expect(complaints({ "cordon.yml": v })).toEqual(["/cordon.yml:1:1: a file of this name is not read; call it `cordon.yaml`".replace("/cordon.yml", "cordon.yml")]);
  });

  it("a file of another one, named as that file", () => {
    expect(complaints({ "cordon.yaml": `${v}extends: ./team/base.yaml\n`, "team/base.yaml": `${v}guard: { mode: on }\n` })).toEqual([
      "team/base.yaml:2:16: `guard.mode` cannot be `on`; use `amend`, `enforce` or `observe`",
    ]);
  });

  it("a circle of files", () => {
    expect(complaints({ "cordon.yaml": `${v}extends: ./b.yaml\n`, "b.yaml": `${v}extends: ./cordon.yaml\n` })).toEqual([
      "b.yaml:2:10: `./cordon.yaml` leads back to a file that extends this one; let one of them extend a profile",
    ]);
  });

  it("two files that state a gateway differently, naming both", () => {
    const files = { "cordon.yaml": `${v}extends: ./b.yaml\ngateways:\n  vercel: { logging: off }\n`, "b.yaml": `${v}gateways:\n  vercel: { logging: on }\n` };
    expect(complaints(files)).toEqual(["4:22: `logging` of `vercel` is stated differently in b.yaml:3:22; make them agree"]);
  });

  it("Rego outside the organisation's packages", () => {
    const files = { "cordon.yaml": `${v}policies: ./rego\n`, "rego/a.rego": "# ours\n\n  package cordon.requirements.mine\n" };
    expect(complaints(files)).toEqual(["rego/a.rego:3:3: the package of an organisation's Rego lies under `org`; write `package org.requirements.NAME`"]);
  });
});

it("complains of everything at once, in the order of the file", () => {
  const text = `${v}requirements:\n  pii: { training: nevr }\n  pi: { audit: true }\nagreements:\n  - nonsense\n  - { gateway: vercell, retentionDays: 0, reference: x, validUntil: 2027-06-30 }\nguard: { mode: on }\n`;
  expect(complaints(text).map((complaint) => complaint.split(" ")[0])).toEqual(["3:20:", "4:3:", "6:5:", "7:16:", "8:16:"]);
});

it("names a file outside the working directory in full", () => {
  const cwd = folderWith({ "base.yaml": `${v}guard: { mode: on }\n`, "app/cordon.yaml": `${v}extends: ../base.yaml\n` });
  const read = () => loadConfiguration({ cwd: join(cwd, "app") });
  expect(read).toThrow(`${join(cwd, "base.yaml")}:2:16:`);
});
