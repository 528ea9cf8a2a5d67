import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A project that uses each entry, and is wrong where it says so. */
export async function consumer(folder: string, resolution: string): Promise<void> {
  const compilerOptions = {
    module: resolution === "bundler" ? "esnext" : "nodenext",
    moduleResolution: resolution,
    target: "es2022",
    lib: ["es2023", "dom", "dom.iterable"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  await writeFile(
    join(folder, "consumer.ts"),
    `import { CallDeniedError, classify, createGuard, declassify, withCategory, type Call, type Classified, type Decision, type Guard } from "cordon";
import { guardFetch } from "cordon/fetch";
import { createGuard as createNodeGuard, loadConfiguration } from "cordon/node";

const guard: Guard = await createGuard({ mode: "enforce", onDecision: ({ outcome }) => outcome satisfies "sent" | "amended" | "observed" | "refused" });
const call: Call = { categories: ["pii"], gateway: "vercel", controls: { zeroRetention: true } };
const decision: Decision = guard.decide(call);
const effect: "allow" | "amend" | "deny" = decision.effect;
const label: Classified<"pii", string> = classify("pii", "text");
const text: string = declassify(label, { to: "public", by: "me", reason: effect });
const fetchGuarded: typeof fetch = guardFetch({ guard: await createNodeGuard(), category: "pii" });
const answered: Promise<string> = withCategory("pii", async () => text);
// @ts-expect-error a decision cannot be changed
decision.effect = "allow";
// @ts-expect-error a control that is not known
guard.decide({ categories: [], gateway: "vercel", controls: { zdr: true } });
// @ts-expect-error a call names its categories
guard.decide({ gateway: "vercel" });
export { answered, CallDeniedError, fetchGuarded, loadConfiguration };
`,
  );
}
