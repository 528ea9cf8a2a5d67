import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Files that are linted, never run.
    exclude: ["test/fixtures/**", "**/node_modules/**"],
    // Processes, not threads: OPA sets flags of V8 and starts threads of its own, and its tests change folders.
    pool: "forks",
    // On two cores the usual number would be one.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    hookTimeout: 120_000,
    retry: 0,
    reporters: process.env["CI"] === undefined ? ["default"] : [["default", { summary: false }]],
    // A test that is left alone by mistake would let the others go unseen.
    allowOnly: process.env["CI"] === undefined,
  },
});
