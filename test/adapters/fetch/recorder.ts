/** One request as it left. */
export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly text: string;
  readonly init: RequestInit;
}

/** A `fetch` without a network: it keeps what it is given and answers with `answers`, the last one again and again. */
export function recorder(...answers: readonly (() => Response)[]): { readonly fetch: typeof fetch; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const stub: typeof fetch = async (input, init = {}) => {
    // The runtime's own `Request` applies the rules by which `init` stands over a request.
    const request = new Request(input, { ...init, ...(init.body instanceof ReadableStream ? { duplex: "half" } : {}) } as RequestInit);
    sent.push({ url: request.url, method: request.method, headers: request.headers, text: await request.text(), init });
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    return answer?.() ?? Response.json({ id: "1", choices: [], output: [], data: [], content: [] });
  };
  return { fetch: stub, sent };
}

/** What left, as JSON. */
export function bodyOf(sent: Sent | undefined): Record<string, unknown> {
  return JSON.parse(sent?.text ?? "null") as Record<string, unknown>;
}

export function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json", ...headers }, body: typeof body === "string" ? body : JSON.stringify(body) };
}

export async function denialOf(response: Response): Promise<{ readonly codes: readonly string[]; readonly effect: string; readonly found: readonly (string | null)[] }> {
  const { cordon } = (await response.json()) as { cordon: { effect: string; reasons: { code: string; found: string | null }[] } };
  return { codes: [...new Set(cordon.reasons.map(({ code }) => code))], effect: cordon.effect, found: cordon.reasons.map(({ found }) => found) };
}
