import type { Call } from "../src/model/call.ts";
import type { Decision } from "../src/model/decision.ts";
import type { JudgedCall } from "./judge.ts";
import type { Finding, RuleName, RuleOptions, Suggestion } from "./rule.ts";

/** What a rule finds at a call; where the call stands is known already. */
export interface Objection {
  readonly messageId: string;
  readonly message: string;
  readonly decision: Decision | null;
  readonly suggestions?: readonly Suggestion[];
  readonly fixable?: boolean;
  readonly related?: Finding["related"];
  readonly elsewhere?: NonNullable<Finding["elsewhere"]>;
}

/** What a rule may ask beside the call. */
export interface RuleContext {
  readonly options: RuleOptions;
  /** `the baseline`, `` the policy in `cordon.yaml` ``. */
  readonly profile: string;
  /** The names of all categories of the taxonomy. */
  readonly taxonomy: readonly string[];
  /** The policy, for what a message proposes. */
  readonly decide: (call: Call) => Decision;
}

/** A static check. */
export interface Rule {
  readonly name: RuleName;
  /** What it does, for documentation and the first line of its page. */
  readonly description: string;
  readonly recommended: "error" | "warn" | "off";
  readonly strict: "error" | "warn" | "off";
  /** Its messages by id, for documentation; `{{…}}` is filled in. */
  readonly messages: Readonly<Record<string, string>>;
  /** What it may change: nothing, or the code where that is asked for. */
  readonly fixes: boolean;
  readonly check: (call: JudgedCall, context: RuleContext) => Iterable<Objection>;
}
