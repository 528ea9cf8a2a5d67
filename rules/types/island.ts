import type { ts } from "ts-morph";
import { compiler } from "../compiler.ts";
import type { Module, ModuleStore } from "../module.ts";
import { Flow } from "./flow.ts";
import type { Labels } from "./labels.ts";
import { createProgram } from "./program.ts";
import { reach } from "./reach.ts";

/** What types say of data. */
export interface Classification {
  /** Sorted. What is here is certain, also where `decided` is false. */
  readonly categories: readonly string[];
  /** Whether the types of all of it are known; `any` never is. */
  readonly decided: boolean;
}

/**
 * Makes what answers which categories the data in expressions has by its type. No type is computed before it is asked,
 * and none at all where no file in reach speaks of labels: types of packages are not read, which could bear some only
 * if they were made with `cordon` themselves.
 */
export function createIsland(store: ModuleStore): (expressions: readonly ts.Expression[], module: Module) => Classification {
  let latest: { readonly module: Module; readonly files: ReadonlyMap<string, string>; readonly checker: ts.TypeChecker } | undefined;

  /** The checker of the same texts is used again. */
  function checkerOf(module: Module, files: ReadonlyMap<string, string>): ts.TypeChecker {
    if (latest?.module !== module || !isSame(latest.files, files)) {
      latest = undefined;
      latest = { module, files, checker: createProgram(module, files, store).getTypeChecker() };
    }
    return latest.checker;
  }

  return (expressions, module) => {
    if (expressions.every(isPlain)) return { categories: [], decided: true };
    try {
      const { files, cut } = reach(module, store);
      if (files.size === 0) return { categories: [], decided: !cut };
      const labels: Labels = { categories: new Set(), open: cut };
      const flow = new Flow(checkerOf(module, files), labels);
      for (const expression of expressions) flow.follow(expression);
      return { categories: [...labels.categories].sort(), decided: !labels.open };
    } catch {
      return { categories: [], decided: false };
    }
  };
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([file, text]) => other.get(file) === text);
}

/** Whether an expression holds nothing but what is written in it. */
function isPlain(node: ts.Expression): boolean {
  if (compiler.isLiteralExpression(node) || [compiler.SyntaxKind.TrueKeyword, compiler.SyntaxKind.FalseKeyword, compiler.SyntaxKind.NullKeyword].includes(node.kind)) return true;
  if (compiler.isArrayLiteralExpression(node)) return node.elements.every(isPlain);
  return compiler.isObjectLiteralExpression(node) && node.properties.every((part) => compiler.isPropertyAssignment(part) && isPlain(part.initializer));
}
