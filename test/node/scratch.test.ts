import { test } from "vitest";
import { openPolicy, readStrictJson } from "/work/main/src/node/index.ts";
import { writeFileSync } from "node:fs";
test("x", async () => {
  const { policy } = await openPolicy({cwd:"/tmp/cc"});
  const call = {categories:["pii"],gateway:"openrouter",model:"z-ai/glm-4.7", now:"2026-11-20"};
  const d = policy.ask(call);
  writeFileSync("/tmp/cc/d.json", JSON.stringify(d,null,1));
  writeFileSync("/tmp/cc/e.json", JSON.stringify(policy.explain(call),null,1));
  console.log(JSON.stringify([readStrictJson('{"a":1,"a":2}'), readStrictJson('{"a":"x\\u00e9\\n"}'), readStrictJson(' [1,\n 2 x]'), readStrictJson('"abc'), readStrictJson('')]));
});
