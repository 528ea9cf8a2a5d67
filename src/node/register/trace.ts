/** A stack as the engine keeps it; its frames are made when they are asked for, which costs more than the stack. */
export interface Trace {
  readonly stack?: unknown;
}

/** The stack of the moment, without the frames above `below`. */
export function takeTrace(depth: number, below: (...args: never[]) => unknown): Trace {
  const { stackTraceLimit } = Error;
  const trace: Trace = {};
  Error.stackTraceLimit = depth;
  Error.captureStackTrace(trace, below);
  Error.stackTraceLimit = stackTraceLimit;
  return trace;
}

/** The frames of a trace, the innermost first; none where somebody else has read it before. */
export function framesOf(trace: Trace): readonly NodeJS.CallSite[] {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, frames) => frames;
  try {
    return Array.isArray(trace.stack) ? (trace.stack as readonly NodeJS.CallSite[]) : [];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
