import { counted, type FindingsReport, type ReportedFinding } from "./findings.ts";

/** The findings as workflow commands, which GitHub shows beside the lines of a pull request. */
export function findingsGithub({ findings, files }: FindingsReport): string {
  const lines = findings.map(annotation);
  return `${lines.join("")}${counted(findings.length, "finding")} in ${counted(files, "file")}\n`;
}

function annotation({ severity, file, line, column, endLine, endColumn, rule, message }: ReportedFinding): string {
  const properties = Object.entries({ file, line, endLine, ...(line === endLine ? { col: column, endColumn } : {}), title: `cordon/${rule}` });
  return `::${severity} ${properties.map(([name, value]) => `${name}=${inProperty(String(value))}`).join(",")}::${inData(message)}\n`;
}

// A line end would end the command, and what follows would be read as one of its own.
function inData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function inProperty(text: string): string {
  return inData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
