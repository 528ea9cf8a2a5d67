import { at, isFields, listed, type Fields } from "./fields.ts";

/** The body, and the requests in it where it is a batch. */
export function partsOf(body: Fields | undefined): readonly Fields[] {
  if (body === undefined) return [];
  const requests = listed(at(body, ["requests"])).filter(isFields);
  return [body, ...requests.flatMap((request) => [request, ...places.map((key) => at(request, [key])).filter(isFields)])];
}

const places = ["params", "options", "body", "request"];
