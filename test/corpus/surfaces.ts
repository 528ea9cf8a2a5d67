import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluateRego } from "../../opa/index.ts";
import type { Call } from "../../src/model/call.ts";
import type { Decision } from "../../src/model/decision.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";
import { createGuard, loadConfiguration } from "../../src/node/index.ts";
import { policyData } from "../../src/node/policy-data.ts";
import { shippedRego, withoutTests } from "../../src/node/policy-source.ts";
import { decide } from "../../src/policy/decide.ts";
import { embeddedWasm } from "../../src/policy/embedded.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { runCommand } from "../cli/run-command.ts";
import { decide as decideByReference } from "../reference/decide.ts";

/** A way to ask for decisions under one configuration, in order. */
export interface Surface {
  readonly name: string;
  /** Whether its decisions name alternatives, and give the sources that the policy gives. */
  readonly whole: boolean;
  readonly ask: (place: Place, calls: readonly unknown[]) => Promise<readonly Decision[]>;
}

/** A configuration on the disk, and the data made of it. */
export interface Place {
  readonly cwd: string;
  readonly data: PolicyData;
}

const sources = withoutTests(shippedRego());
const noClock = (): string => {
  throw new Error("every call of the corpus names its day");
};

export const surfaces: readonly Surface[] = [
  {
    name: "the compiled policy",
    whole: true,
    async ask({ data }, calls) {
      const policy = await loadPolicy(embeddedWasm(), data);
      return calls.map((call) => decide(policy, call, noClock));
    },
  },
  {
    name: "the guard",
    whole: true,
    async ask({ cwd }, calls) {
      const guard = await createGuard({ cwd, today: noClock });
      return calls.map((call) => guard.decide(call as Call));
    },
  },
  {
    name: "the command",
    whole: true,
    async ask({ cwd }, calls) {
      const { out } = await runCommand(cwd, ["decide", "--calls", "-"], calls.map((call) => `${JSON.stringify(call)}\n`).join(""));
      return out.split("\n").slice(0, -1).map((line) => JSON.parse(line) as Decision);
    },
  },
  {
    name: "OPA's interpreter",
    whole: false,
    async ask({ data }, calls) {
      const answers = await evaluateRego({ sources, data, query: "data.cordon.decision", inputs: calls.map((call) => ({ call })) });
      return answers.map((answer) => {
        const { nearby: _, ...decision } = answer as Decision & { readonly nearby: unknown };
        return { ...decision, alternatives: [] };
      });
    },
  },
  {
    name: "the reference",
    whole: false,
    ask: async ({ data }, calls) => calls.map((call) => decideByReference(data, call)),
  },
];

const root = realpathSync(mkdtempSync(join(tmpdir(), "cordon-corpus-")));
const places = new Map<string, Place>();

/** The place of a configuration, made at its first use. */
export function placeOf(config: Readonly<Record<string, unknown>>): Place {
  const key = JSON.stringify(config);
  const known = places.get(key);
  if (known !== undefined) return known;
  const cwd = join(root, String(places.size));
  mkdirSync(cwd);
  // JSON is YAML.
  writeFileSync(join(cwd, "cordon.yaml"), JSON.stringify({ version: 1, ...config }));
  const place = { cwd, data: policyData(loadConfiguration({ cwd }), embeddedWasm()) };
  places.set(key, place);
  return place;
}

export function removePlaces(): void {
  rmSync(root, { recursive: true, force: true });
}
