import { isDeclaration } from "./resolution/candidates.ts";
import { contentKeys, generation, hosts, httpClients, httpPackages, methods, modelKeys, names, packages, partMethods, parts, promptKeys, verbs } from "./sending.ts";

/**
 * Whether a file may hold a call of a model. A no is as certain as can be told from one file, a yes is not. It costs
 * some microseconds where parsing costs milliseconds.
 */
export function mayCallModel(text: string, file: string): boolean {
  if (isDeclaration(file)) return false;
  return hint.test(text) || (modelKey.test(text) && contentKey.test(text));
}

const quote = "[\"'`]";
// Every repetition that may begin anywhere is bounded, so that no text takes more than linear time.
const typeArguments = "(?:<[^()]{0,200}>)?";

/** A first argument that may be the address of a model: no relative address, and none that certainly means something else. */
const address = [
  `(?!${quote}|[\\w$.!?]*\\s*\\))`,
  `${quote}[^"'\`\\n]*${quote}\\s*\\+`,
  `["'](?!\\.{0,2}\\/)[^"'\\n]*(?:${generation})`,
  `\`(?!\\.{0,2}\\/)(?:[^\`]{0,400}(?:${generation}|\\/v\\d\\w*\\/?\\$\\{)|(?:\\$\\{[^}\`]{0,200}\\}|\\/){0,10}\`)`,
].join("|");

const hint = new RegExp(
  [
    // An import that is no `import type`.
    `(?:\\bfrom|\\bimport|\\brequire)\\s*\\(?\\s*${quote}(?:npm:|https:\\/\\/[^"'\`]*\\/)?(?:${packages})(?:@[^"'\`]*)?(?:\\/[^"'\`]*)?${quote}(?<!\\b(?:im|ex)port\\s+type\\b[^;"'\`]*${quote}[^"'\`]*${quote})`,
    `\\b(?:${names}|(?:${verbs})\\s*[(<]|run\\w*\\s*\\(\\s*[\\w$.]*[aA]gent|summarize\\s*\\(\\s*\\{)`,
    `\\b(?:${parts})(?:\\s+as\\s+[\\w.]+)?["'\`\\]\\s?!)]*[.[][\\s"'\`]*(?:${partMethods})\\b`,
    `\\.\\s*(?:${methods})\\s*${typeArguments}\\s*\\((?!\\s*\\))`,
    "\\.\\s*(?:completions|embeddings)\\b",
    `\\bfetch(?:${typeArguments}\\s*\\(\\s*(?:${address})|\\s*\\.\\s*(?:call|apply|bind)\\b|\\s*[;,)}\\n]|\\s+as\\b)`,
    `\\b(?:${httpClients})(?:\\.(?:post|put|patch|request|stream))?${typeArguments}\\s*\\(\\s*(?:${address})`,
    `\\.(?:post|request)${typeArguments}\\s*\\(\\s*(?:(?!${quote}|\\))|${quote}[^"'\`\\n]*(?:${generation}))`,
    `\\bfrom\\s*["'](?:${httpPackages})["'](?<!\\b(?:axios|got|ky|undici|needle|superagent|ofetch|request|fetch)\\b\\s*\\}?\\s*from\\s*["'][\\w-]*["']|\\bimport\\s+type\\b[^;"']*["'][\\w-]*["'])`,
    "\\bnew\\s+Request\\s*\\(",
    hosts,
    "\\bextends\\s+[\\w$.]*(?:Agent|Chat|LLM|Embeddings)",
    "\\bsuper\\s*\\(\\s*\\{[^}]{0,400}\\bmodel\\b",
    `\\.\\.\\.(?:[^{}]{1,400}[,\\s](?:${promptKeys})\\s*[,:}]|(?<=[{,]\\s*(?:${promptKeys})\\s*[,:][^;]{0,400}\\.\\.\\.))`,
    "\\bcordon\\b",
  ].join("|"),
  "u",
);
const modelKey = new RegExp(`\\b(?:${modelKeys})["']?\\s*[:,}]`, "u");
const contentKey = new RegExp(`\\b(?:${contentKeys})["']?\\s*[:,}]`, "u");
