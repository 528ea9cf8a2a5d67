import { mkdirSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadCompiler } from "../../../rules/compiler.ts";
import { createModuleStore } from "../../../rules/project.ts";
import { folder, write } from "./folder.ts";

beforeAll(loadCompiler);

/** Where a specifier leads from a file: a path in the folder, `package NAME`, or `missing`. */
function lead(root: string, specifier: string, from = "main.ts", isExternal?: (name: string) => boolean): string {
  const store = createModuleStore({ root, ...(isExternal === undefined ? {} : { isExternal }) });
  const imported = store.resolve(store.open(`${root}/${from}`, "")!, specifier);
  if (imported.kind === "module") return imported.module.file.slice(root.length + 1);
  return imported.kind === "package" ? `package ${imported.name}` : "missing";
}

describe("a relative specifier", () => {
  it.each([
    ["./a", "a.ts", "a.ts"],
    ["./a.js", "a.ts", "a.ts"],
    ["./a.js", "a.tsx", "a.tsx"],
    ["./a.js", "a.js", "a.js"],
    ["./a.mjs", "a.mts", "a.mts"],
    ["./a.cjs", "a.cts", "a.cts"],
    ["./a", "a/index.ts", "a/index.ts"],
    ["./a/", "a/index.js", "a/index.js"],
    ["./a.config", "a.config.ts", "a.config.ts"],
    ["./a.svelte.js", "a.svelte.ts", "a.svelte.ts"],
    ["./A.vue", "A.vue", "A.vue"],
    ["./a.json", "a.json", "a.json"],
    [".", "index.ts", "index.ts"],
    ["./a?inline", "a.ts", "a.ts"],
  ])("%s finds %s", (specifier, file, found) => {
    expect(lead(folder({ [file]: "" }), specifier)).toBe(found);
  });

  it("takes a file before a folder, and TypeScript before JavaScript", () => {
    expect(lead(folder({ "a.ts": "", "a.js": "", "a/index.ts": "" }), "./a")).toBe("a.ts");
  });

  it("never leads to a declaration file, nor to a folder", () => {
    expect(lead(folder({ "a.d.ts": "", "b.ts/c.ts": "" }), "./a")).toBe("missing");
    expect(lead(folder({ "b.ts/c.ts": "" }), "./b.ts")).toBe("missing");
  });

  it("leads up", () => {
    expect(lead(folder({ "a.ts": "" }), "../../a", "b/c/main.ts")).toBe("a.ts");
  });
});

describe("an alias", () => {
  it("is read from the nearest tsconfig, with comments and `extends`", () => {
    const root = folder({
      "tsconfig.base.json": `{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./src/*"] } } }`,
      "tsconfig.json": `{ // the one\n "extends": "./tsconfig.base", }`,
      "src/lib/model.ts": "",
    });
    expect(lead(root, "@/lib/model", "src/main.ts")).toBe("src/lib/model.ts");
  });

  it("is read from a package that a tsconfig extends, and from `${configDir}`", () => {
    const root = folder({
      "node_modules/@acme/tsconfig/base.json": `{ "compilerOptions": { "paths": { "#lib/*": ["\${configDir}/lib/*"] } } }`,
      "app/tsconfig.json": `{ "extends": "@acme/tsconfig/base.json" }`,
      "app/lib/model.ts": "",
    });
    expect(lead(root, "#lib/model", "app/main.ts")).toBe("app/lib/model.ts");
  });

  it("is read from what a tsconfig only refers to", () => {
    const root = folder({
      "tsconfig.json": `{ "files": [], "references": [{ "path": "./tsconfig.node.json" }, { "path": "./tsconfig.app.json" }] }`,
      "tsconfig.node.json": `{ "compilerOptions": {} }`,
      "tsconfig.app.json": `{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }`,
      "src/a.ts": "",
    });
    expect(lead(root, "~/a", "src/main.ts")).toBe("src/a.ts");
  });

  it("takes the pattern that says most, and its targets in order", () => {
    const paths = { "*": ["./any/*"], "lib/*": ["./one/*", "./two/*"], "lib/exact": ["./three/exact.ts"] };
    const root = folder({ "tsconfig.json": JSON.stringify({ compilerOptions: { paths } }), "any/lib/a.ts": "", "two/a.ts": "", "three/exact.ts": "", "one/exact.ts": "" });
    expect(lead(root, "lib/a")).toBe("two/a.ts");
    expect(lead(root, "lib/exact")).toBe("three/exact.ts");
  });

  it("starts from `baseUrl`, also of a jsconfig", () => {
    const root = folder({ "jsconfig.json": `{ "compilerOptions": { "baseUrl": "src" } }`, "src/lib/a.js": "" });
    expect(lead(root, "lib/a", "src/main.js")).toBe("src/lib/a.js");
    expect(lead(root, "react", "src/main.js")).toBe("package react");
  });

  it("survives a tsconfig that extends itself or is no JSON", () => {
    expect(lead(folder({ "tsconfig.json": `{ "extends": "./tsconfig.json" }` }), "a")).toBe("package a");
    expect(lead(folder({ "tsconfig.json": `{{{` }), "a")).toBe("package a");
  });

  it("is read from `imports` of package.json, also where it leads to a package", () => {
    const imports = { "#model": "./src/model.ts", "#lib/*": { types: "./dist/lib/*.d.ts", default: "./dist/lib/*.js" }, "#client": { node: "openai", default: "./src/client.ts" } };
    const root = folder({ "package.json": JSON.stringify({ imports }), "src/model.ts": "", "src/lib/a.ts": "" });
    expect(lead(root, "#model", "src/main.ts")).toBe("src/model.ts");
    expect(lead(root, "#lib/a")).toBe("src/lib/a.ts");
    expect(lead(root, "#client")).toBe("package openai");
    expect(lead(root, "#nothing")).toBe("missing");
  });

  it("of a framework is known before its tsconfig is written", () => {
    expect(lead(folder({ "package.json": "{}", "src/lib/a.ts": "" }), "$lib/a", "src/routes/main.ts")).toBe("src/lib/a.ts");
    expect(lead(folder({ "package.json": "{}", "src/a.ts": "" }), "@/a", "src/main.ts")).toBe("src/a.ts");
    expect(lead(folder({ "package.json": "{}" }), "@/a")).toBe("missing");
  });
});

describe("a package", () => {
  it.each([
    ["openai", "package openai"],
    ["@ai-sdk/openai", "package @ai-sdk/openai"],
    ["ai/test", "package ai/test"],
    ["https", "package node:https"],
    ["node:https", "package node:https"],
    ["fs/promises", "package node:fs/promises"],
    ["npm:openai@7.1/helpers", "package openai/helpers"],
    ["https://esm.sh/openai@7", "package openai"],
  ])("%s keeps its name", (specifier, found) => {
    expect(lead(folder({}), specifier)).toBe(found);
  });

  it("of another name is called as it is published", () => {
    const root = folder({ "package.json": JSON.stringify({ devDependencies: { "ai-5": "npm:ai@^5.0.0" } }) });
    expect(lead(root, "ai-5/test", "src/main.ts")).toBe("package ai/test");
  });

  it("in node_modules is not looked into", () => {
    expect(lead(folder({ "node_modules/lib/package.json": `{ "name": "lib", "main": "index.js" }`, "node_modules/lib/index.js": "" }), "lib")).toBe("package lib");
  });
});

describe("a package of the workspace", () => {
  const member = { "packages/llm/package.json": `{ "name": "@acme/llm", "exports": { ".": { "types": "./dist/index.d.ts", "import": "./dist/index.mjs" }, "./tools/*": "./dist/tools/*.js" } }`, "packages/llm/src/index.ts": "", "packages/llm/src/tools/search.ts": "" };

  it("is its source, linked and not built", () => {
    const root = folder(member);
    mkdirSync(join(root, "node_modules/@acme"), { recursive: true });
    symlinkSync(join(root, "packages/llm"), join(root, "node_modules/@acme/llm"));
    expect(lead(root, "@acme/llm", "apps/web/main.ts")).toBe("packages/llm/src/index.ts");
    expect(lead(root, "@acme/llm/tools/search", "apps/web/main.ts")).toBe("packages/llm/src/tools/search.ts");
  });

  it.each([
    ["`workspaces`", { "package.json": `{ "workspaces": ["packages/*"] }` }],
    ["`workspaces.packages`", { "package.json": `{ "workspaces": { "packages": ["./packages/**"] } }` }],
    ["pnpm-workspace.yaml", { "pnpm-workspace.yaml": `# all\npackages:\n  - "apps/*" # apps\n  - 'packages/*'\n\ncatalog:\n  - nothing\n` }],
    ["pnpm-workspace.yaml in one line", { "pnpm-workspace.yaml": `packages: ["packages/*"]\n` }],
  ])("is found by %s, linked or not", (_, files) => {
    expect(lead(folder({ ...member, ...files }), "@acme/llm", "apps/web/main.ts")).toBe("packages/llm/src/index.ts");
  });

  it("that is excluded is none", () => {
    expect(lead(folder({ ...member, "package.json": `{ "workspaces": ["packages/*", "!packages/llm"] }` }), "@acme/llm")).toBe("package @acme/llm");
  });

  it("is its source where it is built as well, and what was built where there is no source", () => {
    const built = { ...member, "package.json": `{ "workspaces": ["packages/*"] }`, "packages/llm/dist/index.mjs": "" };
    expect(lead(folder(built), "@acme/llm")).toBe("packages/llm/src/index.ts");
    const { "packages/llm/src/index.ts": _, ...sourceless } = built;
    expect(lead(folder(sourceless), "@acme/llm")).toBe("packages/llm/dist/index.mjs");
  });

  it.each([
    [`{ "name": "lib", "main": "./dist/main.js" }`, "lib/src/main.ts"],
    [`{ "name": "lib", "main": "./build/cjs/main.cjs" }`, "lib/src/main.ts"],
    [`{ "name": "lib", "types": "./dist/src/main.d.ts" }`, "lib/src/main.ts"],
    [`{ "name": "lib", "exports": "./lib/main.js" }`, "lib/lib/main.js"],
    [`{ "name": "lib" }`, "lib/src/index.ts"],
  ])("with %s is %s", (manifest, found) => {
    const file = { [found]: "" };
    expect(lead(folder({ "package.json": `{ "workspaces": ["lib"] }`, "lib/package.json": manifest, ...file }), "lib")).toBe(found);
  });

  it("may import itself by its name", () => {
    const root = folder({ "package.json": `{ "name": "app", "exports": { "./model": "./dist/model.js" } }`, "src/model.ts": "" });
    expect(lead(root, "app/model", "test/main.ts")).toBe("src/model.ts");
  });

  it("stays a package where its entry points are known", () => {
    const files = { "package.json": `{ "workspaces": ["packages/*"] }`, "packages/ai/package.json": `{ "name": "ai", "main": "src/index.ts" }`, "packages/ai/src/index.ts": "", "tsconfig.json": `{ "compilerOptions": { "baseUrl": ".", "paths": { "ai": ["./packages/ai/src/index.ts"] } } }`, "ai/prompts.ts": "" };
    expect(lead(folder(files), "ai", "app/main.ts", (name) => name === "ai")).toBe("package ai");
    expect(lead(folder(files), "ai", "app/main.ts")).toBe("packages/ai/src/index.ts");
    expect(lead(folder(files), "ai/prompts", "app/main.ts", (name) => name === "ai")).toBe("ai/prompts.ts");
  });
});

describe("what an answer rests on", () => {
  it("is every file that was read or missed, but not the linted one", () => {
    const root = folder({ "package.json": "{}", "tsconfig.json": `{ "extends": "./base.json" }`, "a.ts": "" });
    const store = createModuleStore({ root });
    const main = store.open(`${root}/main.ts`, "")!;
    store.resolve(main, "./a");
    store.resolve(main, "./b");
    store.resolve(main, "@/c");
    expect([...store.dependencies]).toEqual(expect.arrayContaining(["a.ts", "b.ts", "b.tsx", "tsconfig.json", "base.json", "package.json"].map((path) => `${root}/${path}`)));
    store.resolve(main, "./main");
    expect(store.dependencies.has(`${root}/main.ts`)).toBe(false);
    const before = store.dependencies;
    store.open(`${root}/main.ts`, "");
    expect(store.dependencies.size).toBe(0);
    expect(before.size).toBeGreaterThan(0);
  });

  it("is told again where the answer is known", () => {
    const root = folder({ "a.ts": "", "tsconfig.json": "{}" });
    const store = createModuleStore({ root });
    const told = ["main.ts", "other.ts"].map((file) => {
      store.resolve(store.open(`${root}/${file}`, "")!, "./a");
      store.resolve(store.open(`${root}/${file}`, "")!, "lib");
      return [...store.dependencies].sort();
    });
    expect(told[1]).toEqual(told[0]);
  });
});

describe("a change on the disk", () => {
  it("is seen from the next run on, and not before", () => {
    const root = folder({ "a.ts": "export const a = 1;" });
    const store = createModuleStore({ root });
    const text = (specifier = "./a"): string | undefined => {
      const imported = store.resolve(store.open(`${root}/main.ts`, "")!, specifier);
      return imported.kind === "module" ? imported.module.text : undefined;
    };
    expect(text()).toBe("export const a = 1;");
    write(root, "a.ts", "export const a = 2;");
    expect(text()).toBe("export const a = 1;");
    store.begin();
    expect(text()).toBe("export const a = 2;");
    expect(text("./b")).toBeUndefined();
    write(root, "b.ts", "b");
    store.begin();
    expect(text("./b")).toBe("b");
  });

  it("is seen also where a file has long been as it was", () => {
    const root = folder({ "src/a.ts": "old", "src/a.js": "", "package.json": "{}" });
    const long = new Date(Date.now() - 60_000);
    for (const path of ["src/a.ts", "src", "package.json", "."]) utimesSync(join(root, path), long, long);
    const store = createModuleStore({ root });
    const found = (): string => {
      store.begin();
      const main = store.open(`${root}/main.ts`, "")!;
      store.resolve(main, "openai");
      const imported = store.resolve(main, "./src/a");
      return imported.kind === "module" ? `${imported.module.file.slice(root.length + 1)}: ${imported.module.text}` : imported.kind;
    };
    expect([found(), found()]).toEqual(["src/a.ts: old", "src/a.ts: old"]);
    write(root, "src/a.ts", "new");
    expect(found()).toBe("src/a.ts: new");
    rmSync(join(root, "src/a.ts"));
    expect(found()).toBe("src/a.js: ");
  });

  it("of what a text imports is one too", () => {
    const root = folder({ "a.ts": "" });
    const store = createModuleStore({ root });
    const imports = (text: string): readonly string[] => store.importsOf(`${root}/main.ts`, text).map((file) => file.slice(root.length + 1));
    expect(imports(`import "./a"; import "./b"; import "openai";`)).toEqual(["a.ts"]);
    write(root, "b.ts", "");
    store.begin();
    expect(imports(`import "./a"; import "./b"; import "openai";`)).toEqual(["a.ts", "b.ts"]);
    expect(imports(`export * from './b';`)).toEqual(["b.ts"]);
  });

  it("of a tsconfig is one too", () => {
    const root = folder({ "one/a.ts": "", "two/a.ts": "" });
    const store = createModuleStore({ root });
    const found = (): string => {
      store.begin();
      const imported = store.resolve(store.open(`${root}/main.ts`, "")!, "x/a");
      return imported.kind === "module" ? imported.module.file.slice(root.length + 1) : imported.kind;
    };
    expect(found()).toBe("package");
    write(root, "tsconfig.json", `{ "compilerOptions": { "paths": { "x/*": ["./one/*"] } } }`);
    expect(found()).toBe("one/a.ts");
    write(root, "tsconfig.json", `{ "compilerOptions": { "paths": { "x/*": ["./two/*"] } } }`);
    expect(found()).toBe("two/a.ts");
  });

  it("of the linted file is what the host says, also for those that import it", () => {
    const root = folder({ "a.ts": `import "./main";`, "main.ts": "saved" });
    const store = createModuleStore({ root });
    const main = store.open(`${root}/main.ts`, "edited")!;
    const a = store.resolve(main, "./a");
    if (a.kind !== "module") throw new Error("not found");
    expect(store.resolve(a.module, "./main")).toEqual({ kind: "module", module: main });
    const other = store.open(`${root}/other.ts`, "")!;
    const saved = store.resolve(other, "./main");
    expect(saved.kind === "module" && saved.module.text).toBe("saved");
  });

  it("need not have happened for a file that is new in the editor", () => {
    const root = folder({ "a.ts": "" });
    const store = createModuleStore({ root });
    const imported = store.resolve(store.open(`${root}/a.ts`, "")!, "./new");
    expect(imported.kind).toBe("missing");
    const fresh = store.open(`${root}/new.ts`, "here")!;
    const a = store.resolve(fresh, "./a");
    expect(a.kind === "module" && store.resolve(a.module, "./new")).toEqual({ kind: "module", module: fresh });
  });
});

describe("a file", () => {
  it("of the same text is the same module", () => {
    const root = folder({ "a.ts": "a" });
    const store = createModuleStore({ root });
    const first = store.open(`${root}/main.ts`, "one");
    store.open(`${root}/main.ts`, "two");
    expect(store.open(`${root}/main.ts`, "one")).toBe(first);
  });

  it.each([
    ["a declaration file", "a.d.ts", "export {};"],
    ["a declaration file of another kind", "a.d.mts", "export {};"],
    ["huge", "a.ts", "a;\n".repeat(400_000)],
    ["minified", "a.js", "a;".repeat(40_000)],
  ])("that is %s is not read", (_, file, text) => {
    const root = folder({ [file]: text });
    const store = createModuleStore({ root });
    expect(store.open(`${root}/${file}`, text)).toBeUndefined();
    expect(store.resolve(store.open(`${root}/main.ts`, "")!, `./${file}`).kind).toBe("missing");
  });

  it.each(["const {", "@@@", "<<<<<<< HEAD", "import defer * as x from 'y'; using a = b; a |> b;", "\u0000", `${"[".repeat(20_000)}`])("that no compiler can read (%#) crashes nothing", (text) => {
    const store = createModuleStore({ root: folder({}) });
    expect(() => store.open("/nowhere/main.ts", text)).not.toThrow();
  });
});
