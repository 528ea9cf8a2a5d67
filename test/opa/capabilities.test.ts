import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { capabilities, nativeBuiltins, opaVersion } from "../../opa/index.ts";

describe("capabilities", { timeout: 60_000 }, () => {
  it("belong to the version of OPA that is pinned", async () => {
    const pinned = readFileSync(new URL("../../opa/go/go.mod", import.meta.url), "utf8");
    expect(pinned).toContain(`open-policy-agent/opa v${await opaVersion()}\n`);
  });

  it("hold every built-in, host-supplied or not", async () => {
    const names = (await capabilities()).builtins.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["count", "http.send", "sprintf", "time.now_ns"]));
  });

  it("tell which built-ins a compiled policy brings along", async () => {
    const native = await nativeBuiltins();
    expect(native).toEqual(expect.arrayContaining(["count", "regex.match", "glob.match", "object.get"]));
    expect(native).not.toEqual(expect.arrayContaining(["sprintf"]));
    expect(native).not.toEqual(expect.arrayContaining(["http.send"]));
  });
});
