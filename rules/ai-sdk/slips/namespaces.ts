import { nested } from "../../edits.ts";
import { property } from "../../facts/read.ts";
import type { Slip } from "../../facts/site.ts";
import { codeOf } from "../placement.ts";
import { isMissing, type Scene } from "../scene.ts";
import { holders, ownNamespaces, type Slipping } from "./slipping.ts";
import { countingIn, literalOf, rewritten, suggestion, type Statement } from "./statements.ts";
import { asksFor, bodyControls, isSameWord, meantBy, type BodyControl } from "./vocabulary.ts";

/** What people call the namespaces of gateways. */
const namespaces: Readonly<Record<string, readonly string[]>> = {
  gateway: ["gateway", "vercel", "aigateway", "vercelgateway", "vercelaigateway"],
  openrouter: ["openrouter"],
};

/** Controls under a namespace that the model does not read, where nothing stands under the one that it reads. */
export function wrongNamespace(slipping: Slipping): readonly Slip[] {
  const { made, reading, scene } = slipping;
  if (made.making === undefined || reading === undefined) return [];
  const { shape } = made.making.row;
  const { entry, gateway } = reading.destination;
  const isDirect = entry?.kind === "api";
  if (shape !== "gateway" && shape !== "openrouter" && !isDirect) return [];
  const own = ownNamespaces(slipping);
  return holders(slipping).flatMap((holder) => {
    const options = property(holder, "providerOptions", scene.choose);
    if (own.some((name) => !isMissing(property(options, name, scene.choose)))) return [];
    return countingIn(options, scene).flatMap((statement) => {
      if (!isOfGateway(statement.key) || own.includes(statement.key)) return [];
      const found = controlsIn(statement, scene);
      if (found.length === 0) return [];
      const controls = bodyControls(entry);
      const wanted = controls.filter(({ meaning }) => found.some((each) => each.meaning === meaning));
      return [slipOf(statement, wanted)];
    });
  });

  function slipOf(statement: Statement, wanted: readonly BodyControl[]): Slip {
    const { key, node, module } = statement;
    const title = entry?.title ?? gateway;
    const name = own[0] ?? gateway;
    const place = { at: { module, node } };
    const [first] = wanted;
    if (isDirect || first === undefined) {
      return { ...place, messageId: "wrong-namespace", message: `\`providerOptions.${key}\` is not read here, because the call goes to ${title} directly, which has no such setting; call the model through a gateway that has it.`, certain: false };
    }
    // The paths start at the body, the options of a call below the namespace.
    const below = first.path[0] === "providerOptions" ? first.path.slice(2, -1) : first.path.slice(0, -1);
    const inner = `{ ${wanted.map((control) => `${control.name}: ${codeOf(control.on)}`).join(", ")} }`;
    const where = ["providerOptions", name, ...below].join(".");
    const only = countingIn(statement.value, scene).every(({ key: each, value }) => meantBy(each) !== undefined || (each === "provider" && value.kind === "object"));
    const edits = only ? rewritten(statement, name, nested(below, inner), scene) : undefined;
    return {
      ...place,
      messageId: "wrong-namespace",
      message: `\`providerOptions.${key}\` is not read here, because the model belongs to ${title}; write \`${wanted.map((control) => `${control.name}: ${codeOf(control.on)}`).join(", ")}\` under \`${where}\`.`,
      ...suggestion(`Write the controls under \`${where}\``, edits),
      certain: edits !== undefined,
    };
  }
}

export function isOfGateway(key: string): boolean {
  return Object.values(namespaces).flat().some((name) => isSameWord(name, key));
}

/** Controls that stand below a namespace or in the `provider` there, and ask for something. */
export function controlsIn({ value }: Statement, scene: Scene): readonly { readonly meaning: BodyControl["meaning"]; readonly statement: Statement }[] {
  return countingIn(value, scene).flatMap((statement) => {
    if ((statement.key === "provider" || statement.key === "gateway" || statement.key === "providerOptions") && statement.value.kind === "object") return controlsIn(statement, scene);
    const meant = meantBy(statement.key);
    return meant !== undefined && asksFor(meant, literalOf(statement.value)) ? [{ meaning: meant.meaning, statement }] : [];
  });
}
