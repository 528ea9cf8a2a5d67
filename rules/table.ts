import { noDeniedCall } from "./no-denied-call.ts";
import { noIneffectiveControl } from "./no-ineffective-control.ts";
import { noUnguardedCall } from "./no-unguarded-call.ts";
import type { Rule } from "./report.ts";
import { requireCategory } from "./require-category.ts";
import { requireControls } from "./require-controls.ts";

/** All rules, in the order in which they are told. */
export const rules: readonly Rule[] = [requireControls, noDeniedCall, noIneffectiveControl, requireCategory, noUnguardedCall];
