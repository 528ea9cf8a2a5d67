import type { Call } from "../../model/call.ts";
import type { GatewayEntry } from "../../model/catalog.ts";
import type { Fields } from "./fields.ts";
import type { Obstacle } from "./obstacles.ts";

/** A request as far as an adapter sees it, on its way to a gateway. Nothing in it is judged, or even understood, yet. */
export interface WireRequest {
  readonly gateway: string;
  readonly entry: GatewayEntry | undefined;
  readonly region: string | undefined;
  readonly endpoint: Call["endpoint"];
  /** The path of the address, as far as it is known. */
  readonly path: string;
  /** What will stand in the body; `undefined` where it cannot be read. */
  readonly body: Fields | undefined;
  /** The value of a header, by its name in lower case. */
  readonly header: (name: string) => string | undefined;
  /** Models that are named outside of the body; they come first. */
  readonly models: readonly unknown[];
  /** The options of a provider that reach it in another way than in the body's `providerOptions`. */
  readonly options: readonly unknown[];
  /** The tools that reach the model in another way than in the body. */
  readonly tools: readonly unknown[];
  /** The list of messages that reaches the model in another way than in the body. */
  readonly messages: unknown;
  /** The last word of the API's path, such as `responses`. */
  readonly api: string | undefined;
  /** What the request says to `store`, where the API reads it. */
  readonly store: unknown;
  /** Features that the adapter alone can see. */
  readonly features: readonly string[];
  readonly obstacles: readonly Obstacle[];
}
