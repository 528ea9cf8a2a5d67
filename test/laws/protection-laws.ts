import type { Call, Controls } from "../../src/model/call.ts";
import type { Amendment } from "../../src/model/decision.ts";
import type { PolicyData } from "../../src/model/policy-data.ts";
import type { Random } from "./generators.ts";
import { isInvalid, isMilder, isNoRoute, type Law, pick } from "./laws.ts";
import { slugs, strangers } from "./names.ts";

/**
 * Law 2, "as long as it leaves a route" in the words of reading 28: one that the decision before could stand on, so
 * the narrowed call with the amendments of that decision must have a route.
 */
export const monotoneInProtection: Law = {
  name: "2: a control, an `ignore` or a narrower `only` never makes the effect harsher, as long as it leaves a route",
  check({ data }, call, ask, random) {
    const decision = ask(data, call);
    const otherCall = isInvalid(decision) ? undefined : pick(narrowings(data, call, random), random);
    if (otherCall === undefined || decision.effect === "deny") return undefined;
    const otherDecision = ask(data, otherCall);
    if (!isMilder(decision, otherDecision)) return undefined;
    const standing = withAmendments(otherCall, narrowed(decision.amendments, otherCall));
    if (standing === undefined || isNoRoute(ask(data, standing))) return undefined;
    return { because: "harsher with more protection", data, call, decision, otherCall, otherDecision };
  },
};

/** Law 4. */
export const amendmentsWork: Law = {
  name: "4: all amendments together give `allow`, and none of them is needless",
  check({ data }, call, ask) {
    const decision = ask(data, call);
    if ((decision.effect === "amend") !== decision.amendments.length > 0) {
      return { because: "amendments without `amend`, or `amend` without", data, call, decision };
    }
    if (decision.effect !== "amend") return undefined;
    const otherCall = applied(call, decision.amendments);
    const otherDecision = ask(data, otherCall);
    if (otherDecision.effect !== "allow") return { because: "the amendments do not give `allow`", data, call, decision, otherCall, otherDecision };
    for (const left of decision.amendments) {
      const fewer = applied(call, decision.amendments.filter((each) => each !== left));
      const fewerDecision = ask(data, fewer);
      if (fewerDecision.effect !== "allow") continue;
      return { because: `${left.control} is needless`, data, call, decision, otherCall: fewer, otherDecision: fewerDecision };
    }
    return undefined;
  },
};

export function applied(call: Call, amendments: readonly Amendment[]): Call {
  let amended = call;
  for (const { control, value } of amendments) {
    amended =
      control === "only"
        ? { ...amended, providers: { ...amended.providers, only: value } }
        : { ...amended, controls: { ...amended.controls, [control]: value } };
  }
  return amended;
}

/** The allow-list of an amendment as far as the narrowed call still allows it. */
function narrowed(amendments: readonly Amendment[], { providers = {} }: Call): readonly Amendment[] {
  const { only = [], ignore = [] } = providers;
  return amendments.map((amendment) => {
    if (amendment.control !== "only") return amendment;
    const value = amendment.value.filter((name) => (only.length === 0 || only.includes(name)) && !ignore.includes(name));
    return { ...amendment, value };
  });
}

/** `undefined` where nothing of the allow-list is left. A stricter limit of the call's own stays. */
function withAmendments(call: Call, amendments: readonly Amendment[]): Call | undefined {
  if (amendments.some(({ control, value }) => control === "only" && value.length === 0)) return undefined;
  const own = call.controls?.maxRetentionDays ?? Number.POSITIVE_INFINITY;
  return applied(call, amendments.filter(({ control, value }) => control !== "maxRetentionDays" || value < own));
}

function narrowings(data: PolicyData, call: Call, random: Random): Call[] {
  return [...moreControls(data, call, random), ...shorterLists(data, call, random)];
}

function moreControls(data: PolicyData, call: Call, random: Random): Call[] {
  const controls = data.catalog.gateways[call.gateway]?.controls ?? {};
  const supports = (name: keyof Controls): boolean => controls[name]?.endpoints.includes(call.endpoint ?? "language") === true;
  const days = pick([0, 1, 7, 30], random) ?? 0;
  const isShorter = days < (call.controls?.maxRetentionDays ?? Number.POSITIVE_INFINITY);
  return [
    ...(supports("noTraining") ? [{ noTraining: true }] : []),
    ...(supports("zeroRetention") ? [{ zeroRetention: true }] : []),
    ...(supports("maxRetentionDays") && isShorter ? [{ maxRetentionDays: days }] : []),
  ].map((added) => ({ ...call, controls: { ...call.controls, ...added } }));
}

function shorterLists(data: PolicyData, call: Call, random: Random): Call[] {
  const { only = [], ignore = [] } = call.providers ?? {};
  const isGateway = data.catalog.gateways[call.gateway]?.kind === "gateway";
  const names = only.length > 0 ? only : isGateway ? [...slugs, ...strangers] : [call.gateway];
  const kept = names.filter(() => random() < 0.5);
  const ignored = pick(names, random);
  return [
    ...(kept.length > 0 ? [{ ...call, providers: { ...call.providers, only: kept } }] : []),
    ...(ignored === undefined ? [] : [{ ...call, providers: { ...call.providers, ignore: [...ignore, ignored] } }]),
  ];
}
