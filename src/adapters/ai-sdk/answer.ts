import { GuardError } from "../../model/errors.ts";
import type { GuardModelOptions, Passed } from "./pass.ts";
import { at, isFields } from "../wire/fields.ts";
import { readFacts } from "./read-facts.ts";
import { servedBy } from "./served.ts";

/** Hands an answer on unchanged, and tells `onVerified` who served it: at once, or when its stream says so. */
export function watched(answer: unknown, passed: Passed, options: GuardModelOptions): unknown {
  if (options.onVerified === undefined || !isFields(answer)) return answer;
  const { stream } = answer;
  if (!(stream instanceof ReadableStream)) {
    verify(answer["providerMetadata"]);
    return answer;
  }
  const watch = new TransformStream<unknown, unknown>({
    transform(part, controller) {
      if (at(part, ["type"]) === "finish") verify(at(part, ["providerMetadata"]));
      controller.enqueue(part);
    },
  });
  return { ...answer, stream: stream.pipeThrough(watch) };

  function verify(metadata: unknown): void {
    const by = servedBy(metadata, options.guard.catalog);
    if (by === undefined) return;
    const { call, decision } = passed.judgement;
    const served = { call, ...by };
    try {
      options.onVerified?.(options.guard.verify(decision, served), served);
    } catch {
      // INVARIANT: a listener cannot take an answer away.
    }
  }
}

/** Models below which something changed a request after it was decided. They are not called again. */
const undermined = new WeakSet<object>();

/**
 * Refuses a model that is known to send something else than was decided.
 *
 * @throws {GuardError} `unguardable_model`
 */
export function assertFaithful(model: object): void {
  if (undermined.has(model)) throw underminedError();
}

/**
 * Compares the body that a model says it sent with what was decided. It is the only sight of what layers below the
 * guard do, and it comes after the fact: the answer is refused, and so is every further call of the model.
 *
 * @throws {GuardError} `unguardable_model` where the body that left would not have been let through.
 */
export function assertSentAsDecided({ request, params, judgement }: Passed, answer: unknown, { guard }: GuardModelOptions): void {
  const sent = at(answer, ["request", "body"]);
  const { model, carrier } = request;
  if (guard.mode === "observe" || !isFields(sent) || carrier.reported === undefined) return;
  const facts = readFacts(request, params, carrier.reported(sent));
  if (guard.decide({ ...facts, categories: judgement.call.categories }).effect === "allow") return;
  undermined.add(model);
  const stream = at(answer, ["stream"]);
  if (stream instanceof ReadableStream) void stream.cancel().catch(() => undefined);
  throw underminedError();
}

function underminedError(): GuardError {
  return new GuardError(
    "unguardable_model",
    "a layer below the guard changed a request after it was decided; give `guardModel` the innermost model and wrap what it returns",
  );
}
