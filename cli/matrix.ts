import { createGuardFrom } from "../src/guard/guard.ts";
import { openPolicy } from "../src/node/open-policy.ts";
import { matrixHtml } from "../src/report/matrix-html.ts";
import { matrixSvg } from "../src/report/matrix-svg.ts";
import { matrixText } from "../src/report/matrix-text.ts";
import { matrixOf, type Matrix } from "../src/report/matrix.ts";
import { chosen } from "./chosen.ts";
import { tellWarnings } from "./failure.ts";
import { writeOutput } from "./output-file.ts";
import type { Terminal } from "./terminal.ts";

export interface MatrixOptions {
  readonly gateway?: readonly string[];
  readonly category?: readonly string[];
  readonly now?: string;
  readonly out?: string;
  readonly config?: string;
  readonly format: "text" | "json" | "html" | "svg";
}

/** `cordon matrix`: what is decided for each category on each route, for a call that names no model. */
export async function matrix(options: MatrixOptions, terminal: Terminal): Promise<number> {
  const { policy, warnings } = await openPolicy({ cwd: terminal.cwd, config: options.config });
  tellWarnings(warnings, terminal);
  const { decide, catalog } = createGuardFrom(policy);
  const ids = chosen("gateway", options.gateway, Object.keys(catalog.gateways).sort());
  const result = matrixOf({
    gateways: ids.map((id) => catalog.gateways[id]!),
    categories: chosen("category", options.category, Object.keys(policy.data.organisation.taxonomy.categories)),
    now: options.now ?? new Date().toISOString().slice(0, 10),
    policyRevision: policy.data.revision,
    decide,
  });
  const json = (value: Matrix): string => `${JSON.stringify(value, null, 2)}\n`;
  const text = (value: Matrix): string => matrixText(value, options.out === undefined ? terminal : {});
  const report = { text, json, html: matrixHtml, svg: matrixSvg }[options.format](result);
  if (options.out === undefined) await terminal.write(report);
  else writeOutput(terminal.cwd, options.out, report);
  return 0;
}
