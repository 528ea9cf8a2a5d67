/** A request that goes no further, with what its sender is told. The message holds names only: no content, no key. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  /** Stable, in kebab-case; the message may change. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** For a request that readers could understand in two ways, or not at all. */
export function malformed(code: string, message: string): Refusal {
  return new Refusal(400, code, message);
}
