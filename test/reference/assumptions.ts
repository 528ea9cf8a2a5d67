import type { Fact, GatewayEntry } from "../../src/model/catalog.ts";
import { accountOf } from "./credentials.ts";
import { gatewayDeclaration, type Question } from "./question.ts";

/** What the request cannot show and nobody has said. */
export function assumptionsOf({ data, call }: Question, gateway: GatewayEntry): string[] {
  const declared = gatewayDeclaration(data, call.gateway);
  const isGateway = gateway.kind === "gateway";
  const hasTiers = factsOfEntry(gateway).some(({ within }) => within?.tier !== undefined);
  return [
    ...(isGateway && accountOf(data, call, gateway).isAssumed ? ["no own keys on the gateway account"] : []),
    ...(isGateway && gateway.logging !== undefined && declared.logging === undefined ? ["gateway logging off"] : []),
    ...(call.tier === "paid" && hasTiers && declared.tier !== "paid" ? ["paid tier"] : []),
  ].sort();
}

function factsOfEntry(gateway: GatewayEntry): Fact[] {
  return [
    ...gateway.facts,
    ...(gateway.logging?.facts ?? []),
    ...(gateway.unlisted ?? []),
    ...(gateway.providers ?? []).flatMap(({ facts }) => facts),
    ...(gateway.models ?? []).flatMap(({ facts }) => facts),
    ...(gateway.features ?? []).flatMap(({ facts }) => facts),
  ];
}
