import { isFields } from "./fields.ts";

/** The header in which a request names the categories of its data, with commas between them. */
export const categoryHeader = "x-cordon-category";

/** The categories in a header. */
export function categoriesInHeader(text: string): readonly string[] {
  return text.split(",").map((each) => each.trim()).filter((each) => each !== "");
}

/**
 * The categories in the `cordon` of provider options: `{ category: "pii" }` or a list of names. What it cannot understand
 * becomes an empty name, which every policy refuses: a slip must not lose a category.
 */
export function categoriesInOptions(cordon: unknown): readonly string[] {
  if (!isFields(cordon) || Object.keys(cordon).some((key) => key !== "category")) return [""];
  const { category } = cordon;
  if (category === undefined) return [];
  return [category].flat().map((name) => (typeof name === "string" ? name : ""));
}
