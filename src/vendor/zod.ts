/** What we use of zod, so that the build can leave the rest of it out: loading all of it takes longer than a decision. */
export { array, boolean, discriminatedUnion, enum, int, iso, literal, looseObject, number, object, record, strictObject, string, union, unknown } from "zod";
export type { core, infer, ZodType } from "zod";
