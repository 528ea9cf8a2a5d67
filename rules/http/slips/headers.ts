import { categoryHeader } from "../../../src/adapters/wire/declared.ts";
import type { GatewayEntry } from "../../../src/model/catalog.ts";
import type { CallNode, Slip } from "../../facts/site.ts";
import { headerSwitches } from "../../entry-points/http-namespaces.ts";
import type { SeenHeaders } from "../seen-headers.ts";
import { stated, wants } from "./meaning.ts";

/** Headers that are named like a control and that the gateway does not read. */
export function headerSlips({ values }: SeenHeaders, entry: GatewayEntry, path: string, call: CallNode): readonly Slip[] {
  const read = new Set(Object.values(entry.controls ?? {}).flatMap((control) => (control !== undefined && "header" in control.place ? [control.place.header.toLowerCase()] : [])));
  return [...values].flatMap(([name, { value, node, written }]): readonly Slip[] => {
    if (name === categoryHeader || read.has(name) || typeof value !== "string") return [];
    const at = { module: call.module, node: node?.getSourceFile() === call.module.source ? node : call.node };
    const owner = headerSwitches.find((each) => each.name.test(name))?.gateway;
    if (owner !== undefined && owner !== entry.id) {
      return [{ messageId: "ignored-place", message: `The header \`${written}\` means nothing to ${entry.title}. Remove it.`, at, certain: false }];
    }
    if (owner === "cloudflare" && name === "cf-aig-zdr" && !honoursZdr(path)) {
      const message = `\`${written}\` holds for OpenAI and Anthropic alone, and any other request goes on without it. Send such data over another route.`;
      return [{ messageId: "ignored-endpoint", message, at, certain: false }];
    }
    const isControl = owner === undefined && stated(name.replace(/^x-/u, "").replace(/^(?:openrouter|vercel|ai-gateway|gateway|provider)-/u, "")) !== undefined;
    if (!isControl || !wants(name, value)) return [];
    const instead = entry.controls === undefined ? "which has no such setting on a request. Remove it." : "whose controls stand in the body. Remove it, and write the control there.";
    const message = `The header \`${written}\` is not read by ${entry.title}, ${instead}`;
    return [{ messageId: "ignored-place", message, at, certain: false }];
  });
}

/** Whether an address of Cloudflare's gateway leads to a provider whose zero retention it can ask for. */
function honoursZdr(path: string): boolean {
  const [, provider] = /^\/v1\/[^/]+\/[^/]+\/([^/]+)/u.exec(path) ?? [];
  return provider === undefined || /^(?:openai|anthropic|compat)$/u.test(provider);
}
