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
import { embeddedData, embeddedWasm } from "../../src/policy/embedded.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { runCommand } from "../cli/run-command.ts";
import { decide as decideByReference } from "../reference/decide.ts";

/** A way to ask for decisions. */
export interface Surface {
  readonly name: string;
  /** Whether its decisions name alternatives, and give the sources that the policy gives. */
  readonly whole: boolean;
  readonly ask: (questions: readonly Question[]) => Promise<readonly Decision[]>;
}

export interface Question {
  readonly place: Place;
  readonly call: unknown;
}

/** A configuration on the disk, and the data made of it. */
export interface Place {
  readonly cwd: string;
  readonly data: PolicyData;
}

const noClock = (): string => {
  throw new Error("every call of the corpus names its day");
};

// One program for all configurations; to load the catalogue takes longer than to decide.
const interpreted = `package corpus

decision := answer if {
	not input.catalog
	answer := data.cordon.decision with data.organisation as input.organisation with data.revision as input.revision
}

decision := answer if {
	answer := data.cordon.decision with data.organisation as input.organisation
		with data.revision as input.revision
		with data.catalog as input.catalog
}
`;

export const surfaces: readonly Surface[] = [
  {
    name: "the compiled policy",
    whole: true,
    ask: placeByPlace(async ({ data }, calls) => {
      const policy = await loadPolicy(embeddedWasm(), data);
      return calls.map((call) => decide(policy, call, noClock));
    }),
  },
  {
    name: "the guard",
    whole: true,
    ask: placeByPlace(async ({ cwd }, calls) => {
      const guard = await createGuard({ cwd, today: noClock });
      return calls.map((call) => guard.decide(call as Call));
    }),
  },
  {
    name: "the command",
    whole: true,
    ask: placeByPlace(async ({ cwd }, calls) => {
      const { out } = await runCommand(cwd, ["decide", "--calls", "-"], calls.map((call) => `${JSON.stringify(call)}\n`).join(""));
      return out.split("\n").slice(0, -1).map((line) => JSON.parse(line) as Decision);
    }),
  },
  {
    name: "OPA's interpreter",
    whole: false,
    async ask(questions) {
      const { catalog } = embeddedData();
      const usual = JSON.stringify(catalog);
      const answers = await evaluateRego({
        sources: { ...withoutTests(shippedRego()), "corpus.rego": interpreted },
        data: { catalog },
        query: "data.corpus.decision",
        inputs: questions.map(({ place: { data }, call }) => ({
          call,
          organisation: data.organisation,
          revision: data.revision,
          ...(JSON.stringify(data.catalog) !== usual && { catalog: data.catalog }),
        })),
      });
      return answers.map((answer) => {
        const { nearby: _, ...decision } = answer as Decision & { readonly nearby: unknown };
        return { ...decision, alternatives: [] };
      });
    },
  },
  {
    name: "the reference",
    whole: false,
    ask: async (questions) => questions.map(({ place: { data }, call }) => decideByReference(data, call)),
  },
];

function placeByPlace(ask: (place: Place, calls: readonly unknown[]) => Promise<readonly Decision[]>): Surface["ask"] {
  return async (questions) => {
    const decisions = new Map<Question, Decision>();
    for (const place of new Set(questions.map((question) => question.place))) {
      const here = questions.filter((question) => question.place === place);
      const answers = await ask(place, here.map(({ call }) => call));
      here.forEach((question, index) => decisions.set(question, answers[index]!));
    }
    return questions.map((question) => decisions.get(question)!);
  };
}

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
