/** `data_collection` as an SDK in camelCase takes it: `dataCollection`. */
export function camelCase(key: string): string {
  return key.replace(/_([a-z\d])/gu, (_, letter: string) => letter.toUpperCase());
}

/** `dataCollection` as such an SDK sends it: `data_collection`. */
export function snakeCase(key: string): string {
  return key.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

/** The key without its style: `data-collection`, `dataCollection` and `DATA_COLLECTION` are one. */
export function styleless(key: string): string {
  return key.replace(/[\W_]/gu, "").toLowerCase();
}
