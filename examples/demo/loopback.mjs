// Stands where the network would begin: below the SDKs and below the guard, which both see the services' real names.

/** The services that the demonstration talks to. Any other host is an error: nothing leaves this machine. */
const hosts = new Set(["ai-gateway.vercel.sh", "openrouter.ai", "api.anyapi.ai", "api.openai.com", "api.anthropic.com", "api.deepseek.com", "api.mistral.ai", "localhost:11434"]);

const network = globalThis.fetch;

/** A `fetch` that takes requests for these hosts to the local gateway, with the host they were meant for in a header. */
export function loopbackFetch(port) {
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (!hosts.has(url.host)) throw new Error(`the demonstration has no network; it was asked for ${url.host}`);
    const headers = new Headers(request.headers);
    headers.set("x-forwarded-host", url.host);
    const body = request.body === null ? undefined : await request.text();
    return network(`http://127.0.0.1:${port}${url.pathname}${url.search}`, { method: request.method, headers, body, signal: request.signal });
  };
}
