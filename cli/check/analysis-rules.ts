import { dirname } from "node:path";
import { mayCallModel } from "../../rules/filter.ts";
import type { Rules } from "./look.ts";

/** What the rules are to be prepared for. */
export interface RulesOptions {
  readonly config: string | undefined;
  readonly cwd: string;
  /** As an ISO date. */
  readonly today: string;
}

/** The rules under the configuration of a folder. Compiler and policy are loaded with the first file that needs them. */
export function analysisRules({ config, cwd, today }: RulesOptions): Rules {
  return {
    mayCallModel,
    async open() {
      const [{ createAnalyzer }, { openPolicy }, { createGuardFrom }] = await Promise.all([import("../../rules/index.ts"), import("../../src/node/open-policy.ts"), import("../../src/guard/guard.ts")]);
      const { policy, configuration } = await openPolicy({ config, cwd });
      const guard = createGuardFrom(policy, { today: () => today });
      const root = configuration!.file === null ? cwd : dirname(configuration!.file);
      return createAnalyzer({ root, configuration: configuration!, guard: () => guard, fingerprint: policy.data.revision, today: () => today });
    },
  };
}
