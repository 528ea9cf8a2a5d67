import { property } from "../../facts/read.ts";
import type { Slip } from "../../facts/site.ts";
import { holders, type Slipping } from "./slipping.ts";
import { countingIn, literalOf } from "./statements.ts";

/** `store: false` keeps an answer out of the application's state, and nothing more. */
export function notRetention(slipping: Slipping): readonly Slip[] {
  const { reading, scene } = slipping;
  if (reading === undefined || reading.facts.controls?.zeroRetention === true) return [];
  return holders(slipping).flatMap((holder) =>
    countingIn(property(holder, "providerOptions", scene.choose), scene).flatMap(({ key, value }) =>
      countingIn(value, scene).flatMap(({ key: option, value: stated, node, module }): readonly Slip[] =>
        option === "store" && literalOf(stated) === false
          ? [
              {
                at: { module, node },
                messageId: "not-retention",
                message: `\`store: false\` under \`providerOptions.${key}\` is no zero retention, because it only keeps the answer out of the provider's own store, and the provider may still keep the request in its logs; take a route with zero retention, or record an agreement about it.`,
                certain: false,
              },
            ]
          : [],
      ),
    ),
  );
}
