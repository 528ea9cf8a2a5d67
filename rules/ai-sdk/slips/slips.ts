import type { Slip } from "../../facts/site.ts";
import { dropped } from "./dropped.ts";
import { ignoredEndpoints } from "./ignored-endpoints.ts";
import { ignoredPlaces } from "./ignored-places.ts";
import { misspelt } from "./misspelt.ts";
import { wrongNamespace } from "./namespaces.ts";
import { notRetention } from "./not-retention.ts";
import { overridden } from "./overridden.ts";
import type { Slipping } from "./slipping.ts";
import { withoutEffect } from "./values.ts";

/** Every privacy setting of a call that has no effect; one for each place. */
export function slipsOf(slipping: Slipping): readonly Slip[] {
  const found = [misspelt, wrongNamespace, withoutEffect, overridden, dropped, ignoredEndpoints, ignoredPlaces, notRetention].flatMap((look) => look(slipping));
  return found.filter((slip, index) => found.findIndex((other) => other.at.node === slip.at.node) === index);
}
