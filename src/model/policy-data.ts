import * as z from "../vendor/zod.ts";
import { Catalog } from "./catalog.ts";
import { Organisation } from "./organisation.ts";

/** All data that the policy reads beside the call. A gateway of the organisation's own stands among the catalogue's. */
export const PolicyData = z.strictObject({
  catalog: Catalog,
  organisation: Organisation,
  /** `sha256:` and the digest of the policy's sources and data. */
  revision: z.string(),
});
export type PolicyData = Readonly<z.infer<typeof PolicyData>>;
