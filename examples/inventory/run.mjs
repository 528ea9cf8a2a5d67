import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("cli/main.js", import.meta.resolve("cordon/package.json").replace(/package\.json$/u, "dist/")));
const folder = mkdtempSync(join(tmpdir(), "cordon-inventory-"));
const inventory = join(folder, "inventory.jsonl");

// The app as it is, observed: nothing that it sends is changed.
run(["--import", "./offline.mjs", "--import", "cordon/register", "src/app.mjs"], { CORDON_MODE: "observe", CORDON_INVENTORY: inventory, AI_GATEWAY_API_KEY: "made-up" });
// What the source shows beside what was seen.
run([command, "inventory", inventory, ...process.argv.slice(2)]);
rmSync(folder, { recursive: true });

function run(args, environment = {}) {
  const { status } = spawnSync(process.execPath, args, { cwd: import.meta.dirname, stdio: "inherit", env: { ...process.env, ...environment } });
  if (status !== 0) process.exitCode = status ?? 2;
}
