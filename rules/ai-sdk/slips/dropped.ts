import { at as onWire } from "../../../src/adapters/wire/fields.ts";
import { property } from "../../facts/read.ts";
import type { Placement, Slip } from "../../facts/site.ts";
import { codeOf } from "../placement.ts";
import { controlsIn } from "./namespaces.ts";
import { holders, ownNamespaces, type Slipping } from "./slipping.ts";
import { countingIn, suggestion, type Statement } from "./statements.ts";
import { bodyControls, type BodyControl } from "./vocabulary.ts";

/** Controls that the package between the call and its gateway leaves out of the request. */
export function dropped(slipping: Slipping): readonly Slip[] {
  const { made, reading, scene } = slipping;
  const row = made.making?.row;
  if (row === undefined || reading === undefined || row.shape === "gateway") return [];
  const { entry } = reading.destination;
  if (entry?.kind !== "gateway") return [];
  const own = ownNamespaces(slipping);
  return holders(slipping).flatMap((holder) =>
    countingIn(property(holder, "providerOptions", scene.choose), scene).flatMap((statement) =>
      controlsIn(statement, scene).flatMap(({ meaning, statement: stated }) => {
        const control = bodyControls(entry).find((each) => each.meaning === meaning);
        if (control === undefined || onWire(reading.body, control.path) === control.on) return [];
        const placement = slipping.place({ control: meaning, value: true });
        // What is under the right name there and still not sent is told of as misspelt, or in a wrong place.
        if (row.shape === "openrouter" && (placement === undefined || !isLeftOut(slipping, statement))) return [];
        return [slipOf(stated, statement, control, placement)];
      }),
    ),
  );

  function slipOf({ key, node, module }: Statement, statement: Statement, control: BodyControl, placement: Placement | undefined): Slip {
    const title = entry?.title ?? "";
    const setting = `${control.name}: ${codeOf(control.on)}`;
    const why = own.includes(statement.key) && row!.shape === "openrouter" ? `${row!.packages[0]} sends no options of the call for this kind of model` : `\`${row!.packages[0]}\` does not send it from \`providerOptions.${statement.key}\``;
    const what = placement === undefined ? `take ${title}'s own provider for the AI SDK` : `write \`${setting}\` under ${placement.under}`;
    return {
      at: { module, node },
      messageId: "dropped",
      message: `\`${key}\` never reaches ${title}, because ${why}; ${what}.`,
      ...suggestion(`Write \`${setting}\` under ${placement?.under ?? ""}`, placement?.edits),
      certain: placement?.edits !== undefined,
    };
  }
}

/** Whether this kind of model leaves out what stands under its own name. */
function isLeftOut(slipping: Slipping, { key }: Statement): boolean {
  return ownNamespaces(slipping).includes(key) && !["language", "image", "video"].includes(slipping.entry.endpoint);
}
