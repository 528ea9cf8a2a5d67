import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pathFrom } from "../../cli/check/places.ts";
import { sourceFiles } from "../../cli/check/source-files.ts";
import { folderWith } from "../node/folder.ts";

const folder = (...names: readonly string[]): string => folderWith(Object.fromEntries(names.map((name) => [name, ""])));
const found = (cwd: string, ...paths: readonly string[]): readonly string[] => sourceFiles(paths.length === 0 ? ["."] : paths, cwd).files.map((file) => pathFrom(cwd, file));

describe("the files that are looked at", () => {
  it("are those of TypeScript, JavaScript, Vue and Svelte, in order", () => {
    const names = ["a.cjs", "a.cts", "a.js", "a.jsx", "a.mjs", "a.mts", "a.svelte", "a.ts", "a.tsx", "a.vue"];
    expect(found(folder(...names, "a.json", "a.md", "a.css", "ats", "a.ts.map", "a.py"))).toEqual(names);
  });

  it("are not what others wrote or a tool made", () => {
    expect(found(folder("src/a.ts", "node_modules/x/a.js", "pkg/node_modules/x/a.js", "dist/a.js", "build/a.js", "out/a.js", "coverage/a.js", ".next/a.js", "src/.a.ts", "a.d.ts", "a.d.mts", "a.d.css.ts", "a.min.js", "a-min.mjs"))).toEqual(["src/a.ts"]);
  });

  it("include files whose names only look like that", () => {
    const names = ["build.ts", "distance/a.ts", "outer/a.ts", "src/admin.js", "src/d.ts"];
    expect(found(folder(...names))).toEqual(names);
  });

  it("are not what `.gitignore` leaves out, in whatever folder it stands", () => {
    const cwd = folderWith({ ".gitignore": "\uFEFFgenerated/\n*.gen.ts\n!keep.gen.ts\n/only-here.ts\n", "generated/a.ts": "", "a.gen.ts": "", "keep.gen.ts": "", "only-here.ts": "", "sub/only-here.ts": "", "sub/.gitignore": "x.ts\n!b.gen.ts\n", "sub/x.ts": "", "sub/b.gen.ts": "", "sub/c.gen.ts": "", "x.ts": "" });
    expect(found(cwd)).toEqual(["keep.gen.ts", "sub/b.gen.ts", "sub/only-here.ts", "x.ts"]);
  });

  it("are left out by the repository around a folder, up to its root and not further", () => {
    const cwd = folderWith({ ".gitignore": "*.ts\n", "repo/.git/HEAD": "", "repo/.git/info/exclude": "secret.ts\n", "repo/.gitignore": "skip.ts\n", "repo/pkg/src/a.ts": "", "repo/pkg/src/skip.ts": "", "repo/pkg/src/secret.ts": "" });
    expect(found(join(cwd, "repo/pkg/src"))).toEqual(["a.ts"]);
    expect(found(cwd, "repo/pkg")).toEqual(["repo/pkg/src/a.ts"]);
  });

  it("are those of a folder that is named, though a repository leaves it out", () => {
    const cwd = folderWith({ ".git/HEAD": "", ".gitignore": "generated\ndist\n", "generated/deep/a.ts": "", "dist/a.js": "" });
    expect(found(cwd)).toEqual([]);
    expect(found(cwd, "generated/deep", "dist")).toEqual(["dist/a.js", "generated/deep/a.ts"]);
  });

  it("are those that are named, whatever they are called and wherever they lie", () => {
    const cwd = folderWith({ ".gitignore": "a.ts\n", "a.ts": "", "node_modules/x/a.min.js": "", "a.d.ts": "", ".eslintrc.cjs": "" });
    expect(found(cwd, "a.ts", "node_modules/x/a.min.js", "a.d.ts", ".eslintrc.cjs", "./a.ts")).toEqual([".eslintrc.cjs", "a.d.ts", "a.ts", "node_modules/x/a.min.js"]);
  });

  it("are each looked at once", () => {
    expect(found(folder("src/a.ts"), ".", "src", "src/a.ts")).toEqual(["src/a.ts"]);
  });

  it("are not looked for behind links, which may lead in circles", () => {
    const cwd = folder("src/a.ts");
    symlinkSync("..", join(cwd, "src/up"));
    expect(found(cwd)).toEqual(["src/a.ts"]);
  });

  it("are those of the folders that may be read", () => {
    const cwd = folder("a.ts", "closed/b.ts");
    chmodSync(join(cwd, "closed"), 0);
    try {
      expect(found(cwd)).toContain("a.ts");
    } finally {
      chmodSync(join(cwd, "closed"), 0o755);
    }
  });

  it("that hold no source, and folders without any, are told", () => {
    const cwd = folder("README.md");
    mkdirSync(join(cwd, "empty"));
    expect(sourceFiles(["README.md", "empty"], cwd)).toEqual({ files: [], strange: ["README.md"], empty: ["empty"] });
  });

  it.each([
    ["nowhere.ts", "`nowhere.ts` does not exist; check the name"],
    ["src/**/*.ts", "`src/**/*.ts` does not exist; name files or folders, patterns are not read here"],
    ["a.ts/b.ts", "`a.ts/b.ts` lies in what is no folder; check the name"],
  ])("must exist where they are named: %s", (path, message) => {
    expect(() => sourceFiles([path], folder("a.ts"))).toThrow(message);
  });
});
