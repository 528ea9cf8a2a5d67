import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";
import type { Module } from "./module.ts";
import type { Rule } from "./report.ts";
import type { Suggestion } from "./rule.ts";
import { quoted } from "./wording.ts";

const offered = 8;

export const requireCategory: Rule = {
  name: "require-category",
  description: "Require a declared data category on calls to language models",
  recommended: "warn",
  strict: "error",
  fixes: false,
  messages: { undeclared: "Nothing says what data this call sends: declare its category, as with `@dataCategory {{category}}` on the statement or function." },
  *check(call, { taxonomy }) {
    const { outcomes, found, typesDecided } = call;
    if (outcomes.length === 0 || !typesDecided) return;
    // A model or a client that comes from elsewhere may bring the category of its guard along.
    const undeclared = outcomes.find(({ categories, request }) => categories.length === 0 && request.guarded !== "unknown");
    if (undeclared === undefined) return;
    yield {
      messageId: "undeclared",
      message: `Nothing says what data this call sends: declare its category, as with \`@dataCategory ${taxonomy[0] ?? "internal"}\` on the statement or function.`,
      decision: undeclared.decision,
      suggestions: taxonomy.slice(0, offered).map((category) => tagged(found.node, found.module, category)),
      fixable: false,
    };
  },
};

/** The edit that puts a tag before the statement around a call. */
function tagged(node: ts.Node, { source }: Module, category: string): Suggestion {
  let statement: ts.Node = node;
  while (statement.parent !== undefined && !(compiler.isStatement(statement) && !compiler.isBlock(statement))) statement = statement.parent;
  const start = statement.getStart(source);
  const line = source.text.lastIndexOf("\n", start - 1) + 1;
  const indentation = /^\s*/u.exec(source.text.slice(line, start))?.[0] ?? "";
  const lineEnd = source.text.includes("\r\n") ? "\r\n" : "\n";
  const ownLine = source.text.slice(line, start).trim() === "";
  return { message: `Declare the data as ${quoted(category)}`, edits: [{ start, end: start, text: `/** @dataCategory ${category} */${ownLine ? `${lineEnd}${indentation}` : " "}` }] };
}
