import { malformed } from "./refusal.ts";

/** A form, read and written anew. */
export interface Form {
  readonly data: FormData;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export function isForm(contentType: string | undefined): contentType is string {
  return contentType !== undefined && /^\s*multipart\/form-data\s*(?:;|$)/iu.test(contentType);
}

/**
 * Reads a form with the runtime's own reader, and writes what that found: no other reader can find anything else in it.
 *
 * @throws {Refusal} 400 where it is no form
 */
export async function readForm(bytes: Uint8Array, contentType: string): Promise<Form> {
  const data = await new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { "content-type": contentType } }).formData().catch(() => {
    throw malformed("malformed-form", "the body is no form, though its header says so");
  });
  const written = new Response(data);
  return { data, bytes: new Uint8Array(await written.arrayBuffer()), contentType: written.headers.get("content-type") ?? contentType };
}
