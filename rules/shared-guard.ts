import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";

/** The property `guard` of a wrapper's options as it can be written again anywhere in the file: a name that the module declares. */
export function sharedGuard(options: ts.Expression | undefined, source: ts.SourceFile): string | undefined {
  if (options === undefined || !compiler.isObjectLiteralExpression(options)) return undefined;
  const property = options.properties.find(({ name }) => name !== undefined && compiler.isIdentifier(name) && name.text === "guard");
  if (property === undefined) return undefined;
  const value = compiler.isShorthandPropertyAssignment(property) ? property.name : compiler.isPropertyAssignment(property) ? property.initializer : undefined;
  return value !== undefined && compiler.isIdentifier(value) && declaredNames(source).has(value.text) ? property.getText(source) : undefined;
}

function declaredNames(source: ts.SourceFile): ReadonlySet<string> {
  return new Set(
    source.statements.flatMap((statement) => {
      if (compiler.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
      if (!compiler.isImportDeclaration(statement)) return [];
      const { name, namedBindings } = statement.importClause ?? {};
      const bound = namedBindings === undefined ? [] : compiler.isNamedImports(namedBindings) ? namedBindings.elements.map((element) => element.name.text) : [namedBindings.name.text];
      return name === undefined ? bound : [name.text, ...bound];
    }),
  );
}

function namesIn(name: ts.BindingName): readonly string[] {
  return compiler.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (compiler.isBindingElement(element) ? namesIn(element.name) : []));
}
