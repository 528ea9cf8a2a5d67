import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { root, trackedFiles } from "./run.ts";

const tracked = await trackedFiles();
const publicRegistry = /^https:\/\/registry\.npmjs\.org\//u;

describe.skipIf(tracked === undefined)("the files that git keeps", () => {
  const files = tracked?.filter((file) => existsSync(join(root, file))) ?? [];
  const texts = files.filter((file) => !/\.(br|gz|png|wasm)$/u.test(file)).map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));

  it("name no folder of somebody's machine", () => {
    const machine = /(?:^|[\s"'`(=:])(?:\/(?:root|work|home\/[\w.-]+|Users\/[\w.-]+)\/|[A-Z]:\\Users\\)\S*/u;
    expect(places(machine)).toEqual([]);
  });

  it("name no registry but in the lock file", () => {
    expect(places(/\b(?:registry|proxy|npm\.pkg|files)\.(?:npmjs|yarnpkg|golang|github|pythonhosted)\.(?:org|com)\b/u)).toEqual([]);
  });

  it("are locked to nothing but the public registry", () => {
    const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }> };
    const elsewhere = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined && !publicRegistry.test(resolved));
    expect(elsewhere).toEqual([]);
    const unsealed = Object.entries(lock.packages).filter(([name, { integrity }]) => name !== "" && integrity === undefined);
    expect(unsealed.map(([name]) => name)).toEqual([]);
  });

  it("link to files and headings that are there", () => {
    const broken = texts.filter(({ file }) => file.endsWith(".md")).flatMap(({ file, text }) => links(text).filter((link) => !leads(file, link)).map((link) => `${file}: ${link}`));
    expect(broken).toEqual([]);
  });

  function places(pattern: RegExp): string[] {
    return texts
      .filter(({ file }) => file !== "package-lock.json")
      .flatMap(({ file, text }) => text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 100)}`] : [])));
  }
});

/** The relative links of a page, code left out. */
function links(text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gmu, "").replaceAll(/`[^`\n]*`/gu, "``");
  return [...prose.matchAll(/\]\(\s*<?([^)\s>]+)/gu)].map(([, link]) => link!).filter((link) => !/^[a-z]+:/iu.test(link));
}

function leads(file: string, link: string): boolean {
  const [path = "", heading] = decodeURI(link).split("#");
  const target = path === "" ? file : normalize(join(dirname(file), path));
  if (!existsSync(join(root, target))) return false;
  if (heading === undefined || statSync(join(root, target)).isDirectory()) return heading === undefined;
  return headings(readFileSync(join(root, target), "utf8")).includes(heading);
}

/** The anchors that GitHub gives the headings of a page. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#{1,6}\s+(.+)$/gmu)].map(([, title]) => title!.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, "").trim().replaceAll(/\s/gu, "-"));
}
