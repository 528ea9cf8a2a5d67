import type { Guard, Mode, Outcome } from "./guard.ts";
import { outcomeOf, type Judgement } from "./judge.ts";
import { processStorage, type Storage } from "./process-storage.ts";

/** A request that a guard lets go, as it tells those further out, so that nobody judges it twice. */
export interface Voucher extends Pick<Judgement, "call" | "decision"> {
  readonly outcome: Outcome;
  readonly mode: Mode;
  /** The one address that it holds for; left out where the guard saw only the gateway of the call. */
  readonly address?: string | undefined;
  /** The categories that the guard knew of, for whoever has to judge after all. */
  readonly categories: readonly string[];
  /** Whether the process-wide guard has counted the call. */
  readonly counted: boolean;
}

/** A voucher with whether it still holds. */
interface Issued {
  readonly voucher: Voucher;
  open: boolean;
}

/**
 * Runs what sends a judged request. Nothing on the request itself says that it was judged: a header could be forged, and
 * would leave. Where the runtime cannot carry the word across awaits, `fn` runs without it.
 *
 * The word holds until `fn` is done: what an answer sets off later, such as a tool that asks a model, is judged anew.
 */
export function vouchFor<T>(voucher: Voucher, fn: () => T): T {
  const current = storage();
  if (current === undefined) return fn();
  const issued: Issued = { voucher, open: true };
  const close = (): void => void (issued.open = false);
  let result: T | undefined;
  try {
    result = current.run(issued, fn);
    return result;
  } finally {
    if (isThenable(result)) result.then(close, close);
    else close();
  }
}

/** What the guard further in says of the request that is being sent here. */
export function voucherHere(): Voucher | undefined {
  const issued = storage()?.getStore();
  return issued?.open === true ? issued.voucher : undefined;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/** The voucher of a request that a judgement lets go. */
export function voucherOf(guard: Guard, judgement: Judgement, categories: readonly string[], address?: string): Voucher {
  const { call, decision } = judgement;
  return { call, decision, outcome: outcomeOf(guard, decision, true), mode: guard.mode, address, categories, counted: false };
}

function storage(): Storage<Issued> | undefined {
  return processStorage("cordon.voucher");
}
