import { amount, counted } from "../../src/report/findings.ts";
import type { Terminal } from "../terminal.ts";

export interface Progress {
  /** Tells how far it is, now and then. */
  step(done: number, findings: number): void;
  /** Takes the line away again. */
  end(): void;
}

const pause = 100;

/** One line that is rewritten, where somebody is there to see it. */
export function progressOn(terminal: Terminal, total: number): Progress {
  if (terminal.live !== true) return { step: () => undefined, end: () => undefined };
  let last = Date.now();
  let shown = false;
  return {
    step(done, findings) {
      const now = Date.now();
      if (now - last < pause) return;
      last = now;
      shown = true;
      terminal.complain(`\r\u001B[K${amount(done)} of ${counted(total, "file")}, ${counted(findings, "finding")}`);
    },
    end() {
      if (shown) terminal.complain("\r\u001B[K");
      shown = false;
    },
  };
}
