import http2 from "node:http2";
import type { Screen } from "./screen.ts";
export function guardHttp2(screen: Screen): void {
  void http2; void screen;
}
