/** Headers in any of the three forms that `fetch` takes, copied, so that nobody changes them after they were judged. */
export type HeaderForm = Headers | [string, string][] | Record<string, string>;

/** A copy in the same form: a wrapped `fetch` may expect the form that its client uses. */
export function copyHeaders(source: HeadersInit | undefined): HeaderForm {
  if (source === undefined || source === null) return {};
  if (isHeaders(source)) return new Headers(source);
  if (Symbol.iterator in source) return [...(source as Iterable<[string, string]>)].map(([name, value]): [string, string] => [name, String(value)]);
  return Object.fromEntries(Object.entries(source).map(([name, value]) => [name, String(value)]));
}

export function withoutHeaders(form: HeaderForm, isUnwanted: (name: string) => boolean): HeaderForm {
  if (Array.isArray(form)) return form.filter(([name]) => !isUnwanted(name.toLowerCase()));
  if (isHeaders(form)) return new Headers([...form].filter(([name]) => !isUnwanted(name)));
  return Object.fromEntries(Object.entries(form).filter(([name]) => !isUnwanted(name.toLowerCase())));
}

export function withHeader(form: HeaderForm, name: string, value: string): HeaderForm {
  const rest = withoutHeaders(form, (each) => each === name.toLowerCase());
  if (Array.isArray(rest)) return [...rest, [name, value]];
  if (!isHeaders(rest)) return { ...rest, [name]: value };
  rest.set(name, value);
  return rest;
}

// By its methods, since a client may bring its own `Headers`.
function isHeaders(form: unknown): form is Headers {
  return form instanceof Headers || (typeof form === "object" && form !== null && "getSetCookie" in form);
}
