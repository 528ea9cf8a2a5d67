export const logLevels = ["info", "warn", "error"] as const;
export type LogLevel = (typeof logLevels)[number];

type Fields = Readonly<Record<string, unknown>>;

/** Writes one JSON object a line. Callers give names and numbers only: no content, no key, no query. */
export type Log = (level: LogLevel, message: string, fields?: Fields) => void;

/** A log that leaves out what is below `least`. What has no value is left out of a line. */
export function createLog(write: (line: string) => void, least: LogLevel): Log {
  return (level, message, fields = {}) => {
    if (logLevels.indexOf(level) < logLevels.indexOf(least)) return;
    write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
  };
}
