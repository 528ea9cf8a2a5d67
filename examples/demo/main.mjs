// The demonstration: the same SDK calls without a guard and with one, told by what a local gateway received.
import { fileURLToPath } from "node:url";
import { createGuard } from "cordon/node";
import { calls } from "./calls.mjs";
import { startGateway } from "./gateway.mjs";
import { loopbackFetch } from "./loopback.mjs";
import { matrixText } from "./matrix.mjs";
import { run } from "./run.mjs";
import { callBlock, categoryTitle } from "./show.mjs";
import { outcomesOf, summaryText, troubles } from "./summary.mjs";
import { bold, dim, green, red, rule, width, wrapped } from "./terminal.mjs";
import { guarded, unguarded } from "./worlds.mjs";

// The day for which facts are judged, so that the demonstration decides the same in every year.
const today = "2026-11-21";

const started = performance.now();
const gateway = await startGateway();
const network = loopbackFetch(gateway.port);
const records = [];
const guard = await createGuard({
  config: process.env.CORDON_DEMO_CONFIG ?? fileURLToPath(new URL("cordon.yaml", import.meta.url)),
  today: () => today,
  onDecision: (record) => void records.push(record),
});

const without = await run(calls, unguarded(network), gateway);
const withGuard = await run(calls, guarded(network, guard), gateway);
await gateway.close();

const hosts = [...new Set(gateway.received.map(({ host }) => host))];
const intro = [
  ["calls", `${calls.length} with the real SDKs, each made twice: unguarded, and guarded by cordon around its model or its fetch. Both lines show what the gateway received.`],
  ["gateway", `a local stand-in on 127.0.0.1:${gateway.port} that speaks the services' own wire formats and keeps what arrives. SDKs and guard take it for ${hosts.join(", ")}.`],
  ["rules", `examples/demo/cordon.yaml, by what was known on ${today}.`],
  ["data", "made up, and printed nowhere: … stands for content. No key is needed, and nothing leaves this machine."],
];
console.log(`\n${bold("cordon")} ${dim("decides which data may go to which model, at the moment of the call")}\n`);
for (const [label, text] of intro) console.log(wrapped(text, width - 11).map((line, index) => `  ${dim((index === 0 ? label : "").padEnd(9))}${line}`).join("\n"));

const outcomes = outcomesOf(without, withGuard);
let category = null;
calls.forEach((call, index) => {
  if (call.category !== category) console.log(`\n${categoryTitle(call.category, guard.requirements(call.category === undefined ? [] : [call.category]))}`);
  category = call.category;
  console.log(`\n${callBlock(call, { without: without[index], with: withGuard[index], record: records[index], outcome: outcomes[index] })}`);
});

const categories = [...new Set(calls.flatMap((call) => call.category ?? []))];
console.log(`\n${matrixText(guard, categories, today)}`);
console.log(`\n${rule("what the gateway counted")}\n`);
console.log(summaryText({ without, with: withGuard, outcomes, received: gateway.received }));

const wrong = troubles(calls, { without, with: withGuard, outcomes, records, received: gateway.received });
for (const trouble of wrong) console.log(red(`  ✕ ${trouble}`));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(wrong.length === 0 ? `\n  ${green(bold("✓ all as promised"))} ${dim(`in ${seconds} s`)}\n` : `\n  ${red(bold(`✕ ${wrong.length} not as promised`))}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
