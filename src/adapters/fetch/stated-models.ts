import type { Body } from "./body.ts";
import type { Destination } from "./destinations.ts";

/** What a request names as its model outside of a JSON body: in the path, in a header, in a form. A name that cannot be read is an empty list. */
export function statedModels({ api }: Destination, headers: Headers, body: Body): readonly unknown[] {
  const { model, deployment } = api?.captures ?? {};
  const inPath = [model, deployment].filter((each) => each !== undefined);
  return [...inPath, ...(api?.dialect === "ai-sdk" ? fromHeaders(headers) : []), ...fromForm(body)];
}

function fromHeaders(headers: Headers): readonly unknown[] {
  const values = ["ai-language-model-id", "ai-model-id"].flatMap((name) => headers.get(name) ?? []);
  // Two lines of one header arrive as one value with a comma; no name has one.
  return values.map((value) => (value.includes(",") ? [] : value));
}

function fromForm(body: Body): readonly unknown[] {
  if (body.kind !== "form") return [];
  return body.payload.getAll("model").map((value) => (typeof value === "string" ? value : []));
}
