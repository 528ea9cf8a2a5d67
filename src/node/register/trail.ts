import { createHook, executionAsyncResource } from "node:async_hooks";
import { takeTrace, type Trace } from "./trace.ts";

/** The way that led to the running code across promises and timers. */
export interface Trail {
  /** Traces of where each step of the way was begun, the nearest first. */
  steps(): Iterable<Trace>;
}

interface Step {
  parent: Step | undefined;
  readonly length: number;
  readonly trace: Trace | undefined;
}

const mark = Symbol("cordon.trail");
type Marked = Record<typeof mark, Step | undefined>;

/** Steps that a way keeps, at least; at twice as many the older half is let go. */
const kept = 128;

/** A trace costs some microseconds: this many at once, for an app that starts, and per second are all that is spent. */
const tracesAtOnce = 400_000;
const tracesPerSecond = 20_000;

/**
 * Keeps a trail from now on. SDKs that wrap their promises (`@anthropic-ai/sdk`, `@openrouter/sdk`, `streamText`) are on
 * the stack of a request without the code that called them; the trail leads back to it. A process that starts more
 * asynchronous work than the budget covers keeps the way, with fewer traces along it.
 */
export function keepTrail(): Trail {
  let budget = tracesAtOnce;
  setInterval(() => (budget = Math.min(tracesAtOnce, budget + tracesPerSecond)), 1000).unref();

  createHook({
    init: function begin(_id, _type, _trigger, resource) {
      const parent = (executionAsyncResource() as Marked)[mark];
      const step: Step = { parent, length: (parent?.length ?? 0) + 1, trace: budget > 0 ? takeTrace(25, begin) : undefined };
      budget -= step.trace === undefined ? 0 : 1;
      if (step.length % kept === 0) letGo(step);
      (resource as Marked)[mark] = step;
    },
  }).enable();

  return {
    *steps() {
      for (let step = (executionAsyncResource() as Marked)[mark]; step !== undefined; step = step.parent) {
        if (step.trace !== undefined) yield step.trace;
      }
    },
  };
}

function letGo(end: Step): void {
  let step: Step | undefined = end;
  for (let index = 0; index < kept && step !== undefined; index += 1) step = step.parent;
  if (step !== undefined) step.parent = undefined;
}
