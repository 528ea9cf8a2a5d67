import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigurationError } from "../../src/model/errors.ts";
import { readCatalog } from "../../tools/catalog.ts";

const entry = (id: string, kind: string) => `id: ${id}
title: A service
kind: ${kind}
hosts: [${id}.example]
apis: []
endpoints: [language]
facts:
  - training: never
    source: its documentation
    asOf: 2026-11-20
`;

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cordon-catalog-"));
  writeFileSync(join(folder, "models.yaml"), "[]\n");
  writeFileSync(join(folder, "features.yaml"), "[]\n");
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("readCatalog", () => {
  it("reads a folder of valid entries", () => {
    write("acme.yaml", entry("acme", "api"));
    const catalog = readCatalog(folder);
    expect(Object.keys(catalog.gateways)).toEqual(["acme"]);
    expect(catalog.gateways["acme"]?.facts).toEqual([{ training: "never", source: "its documentation", asOf: "2026-11-20" }]);
    expect([catalog.models, catalog.features]).toEqual([[], []]);
  });

  it.each([
    ["YAML that cannot be read", "acme.yaml", `${entry("acme", "api")}broken: [\n`, /^acme\.yaml:\d+:\d+: .+correct the YAML here$/u],
    ["a key that stands twice", "acme.yaml", `${entry("acme", "api")}kind: api\n`, /^acme\.yaml:11:1: .*unique.*; correct the YAML here$/u],
    ["an unknown key", "acme.yaml", `${entry("acme", "api")}owner: me\n`, /^acme\.yaml:11:1: `owner` is not known in the file; remove it/u],
    ["an unknown trait", "acme.yaml", `${entry("acme", "api")}    trainning: never\n`, /^acme\.yaml:11:5: `trainning` is not known in `facts\.0`/u],
    ["an unknown value", "acme.yaml", entry("acme", "api").replace("never", "sometimes"), /^acme\.yaml:8:5: `facts\.0\.training` must be one of `never`, `may`, `unknown`; write one of these$/u],
    ["a fact without a source", "acme.yaml", entry("acme", "api").replace(/ {4}source.*\n/u, ""), /^acme\.yaml:8:5: `facts\.0\.source` must be a string; add it/u],
    ["a day that is none", "acme.yaml", entry("acme", "api").replace("2026-11-20", "2026-13-20"), /^acme\.yaml:10:5: `facts\.0\.asOf` is not valid/u],
    ["an id that is not the file's name", "acme.yaml", entry("other", "api"), /^acme\.yaml:1:1: the id `other` must be the name of its file; write `acme`$/u],
    ["a key for gateways on an API", "acme.yaml", `${entry("acme", "api")}failover: true\n`, /^acme\.yaml:11:1: `failover` is for the kind `gateway` only/u],
    ["facts about models on an API", "acme.yaml", `${entry("acme", "api")}models: []\n`, /^acme\.yaml:11:1: `models` is not for the kind `api`/u],
    [
      "a provider whose API has no entry",
      "acme.yaml",
      `${entry("acme", "gateway")}providers:\n  - slug: one\n    title: One\n    api: nobody\n    facts: []\n`,
      /^acme\.yaml:14:5: `nobody` names no entry of the kind `api`/u,
    ],
    [
      "a slug that stands twice",
      "acme.yaml",
      `${entry("acme", "gateway")}providers:\n${"  - slug: one\n    title: One\n    facts: []\n".repeat(2)}`,
      /^acme\.yaml:15:5: the slug `one` stands here twice/u,
    ],
    [
      "a model that stands twice",
      "models.yaml",
      "- match: a*\n  facts: [{ source: s, asOf: 2026-11-20 }]\n- match: a*\n  facts: [{ source: s, asOf: 2026-11-20 }]\n",
      /^models\.yaml:3:3: the match `a\*` stands here twice/u,
    ],
    ["a pattern with a star inside", "models.yaml", "- match: a*b\n  facts: [{ source: s, asOf: 2026-11-20 }]\n", /^models\.yaml:1:3: `0\.match` is not valid: may have/u],
  ])("refuses %s, at its place", (_what, file, text, expected) => {
    write(file, text);
    expect(problem()).toMatch(expected);
  });

  it("refuses a host that two entries claim", () => {
    write("acme.yaml", entry("acme", "api"));
    write("base.yaml", entry("base", "api").replace("base.example", "acme.example"));
    expect(problem()).toBe("base.yaml:4:9: the host `acme.example` belongs to `acme` already; remove one of the two");
  });

  it("refuses an id that two files claim", () => {
    write("acme.yaml", entry("acme", "api"));
    write("base.yaml", entry("acme", "api"));
    expect(problem()).toContain("base.yaml:1:1: the id `acme` is taken by another file; choose another one");
  });

  it("refuses a folder without the list of models", () => {
    rmSync(join(folder, "models.yaml"));
    expect(problem()).toBe("models.yaml:1:1: `models.yaml` is missing; write an empty list");
  });

  it("reports the problems of all files at once", () => {
    write("acme.yaml", `${entry("acme", "api")}owner: me\n`);
    write("base.yaml", `${entry("base", "api")}owner: me\n`);
    expect(problem().split("\n")).toHaveLength(2);
  });
});

function write(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}

/** The message of the refusal, with the folder cut off. */
function problem(): string {
  try {
    readCatalog(folder);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.replaceAll(`${folder}/`, "");
    throw error;
  }
  return "no problem";
}
