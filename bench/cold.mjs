// One process: from the import of the built package to its first decision.
const start = performance.now();
const { createGuard } = await import("cordon");
const imported = performance.now();
const guard = await createGuard();
const created = performance.now();
const { effect } = guard.decide({ categories: ["pii"], gateway: "vercel", model: "zai/glm-4.7" });
const decided = performance.now();
console.log(JSON.stringify({ node: start, import: imported - start, create: created - imported, decide: decided - created, total: decided - start, effect }));
