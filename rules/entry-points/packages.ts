import { aiSdkProviders } from "./ai-sdk-providers.ts";
import { aiSdkEntries } from "./ai-sdk.ts";
import { nativeClients } from "./clients.ts";
import { frameworkPackages, langChainModels, tanStackAdapters } from "./frameworks.ts";
import { httpClients } from "./http.ts";

const known = new Set([
  "cordon",
  ...frameworkPackages,
  ...[...aiSdkEntries, ...aiSdkProviders, ...langChainModels, ...tanStackAdapters].flatMap(({ packages }) => packages),
  ...nativeClients.map(({ sdk }) => sdk),
  ...httpClients.flatMap(({ modules }) => modules),
]);

/** Whether a specifier names a package whose entry points are known: what lies behind them is not looked at, also where the workspace holds its source. */
export function isKnownPackage(specifier: string): boolean {
  const [first = "", second = ""] = specifier.split("/");
  return known.has(specifier) || known.has(first.startsWith("@") ? `${first}/${second}` : first);
}
