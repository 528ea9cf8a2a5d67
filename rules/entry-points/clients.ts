import { anthropicClients } from "./clients-anthropic.ts";
import { googleClients } from "./clients-google.ts";
import { openaiClients } from "./clients-openai.ts";
import { openrouterClients } from "./clients-openrouter.ts";
import { otherClients } from "./clients-others.ts";

/** Every SDK whose own methods send content to a model. */
export const nativeClients: readonly NativeClient[] = [...openaiClients, ...anthropicClients, ...openrouterClients, ...googleClients, ...otherClients];

/** An SDK of one vendor. Its defaults are those without environment variables, which no source shows. */
export interface NativeClient {
  readonly sdk: string;
  /** What makes a client; `""` is the package's own default export. */
  readonly makers: Readonly<Record<string, Base>>;
  /** Exports that are clients already, by the maker that they come from. */
  readonly instances?: Readonly<Record<string, string>>;
  /** Functions that take the client first: what follows are the arguments of the method that is named here. */
  readonly functions?: Readonly<Record<string, string>>;
  readonly methods: readonly Method[];
  /** Constructors that send by themselves. */
  readonly sessions?: Readonly<Record<string, Omit<Method, "at" | "calls">>>;
  /** What becomes of the keys that are written: sent as they are, turned into snake_case, or taken out of `config`. */
  readonly body: "as-written" | "snake-case" | "config";
  /** Whether the types refuse the keys of a gateway. */
  readonly typed: boolean;
  /** Options of the client: where its `fetch` stands, and its headers. */
  readonly fetch: readonly string[];
  readonly headers?: string;
  /** What the argument behind the body may hold. */
  readonly options?: { readonly body?: string; readonly baseURL?: string };
}

/** Where a client sends to. `{name}` in a template is an option of the client. */
export interface Base {
  /** Without options. */
  readonly url: string;
  /** Options that name another address, the first that is there. */
  readonly options: readonly string[];
  /** What an option of the template is when it is left out; without one, the address is not seen. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** Rules that no template can tell. */
  readonly special?: "residency" | "azure" | "vertex" | "google" | "ollama" | "lm-studio" | "mistral";
}

/** Methods that ask one API. */
export interface Method {
  /** The way to them from the client; `()` is a call on the way: `chats.create()`. */
  readonly at: string;
  readonly calls: string;
  /** Below the base; `{model}` is the model, `{0}` an argument, any other name an option of the client. A whole address stands for itself. */
  readonly path: string;
  /** The place of the body among the arguments. */
  readonly body?: number;
  /** Keys under which the body stands in the argument, newest first; without any of them the argument is the body. */
  readonly wrappers?: readonly string[];
  readonly form?: true;
  /** The only keys of the object `provider` that the SDK sends with these requests. */
  readonly providerKeys?: readonly string[];
  /** What the SDK writes into the body by itself. */
  readonly adds?: Readonly<Record<string, string | boolean>>;
  /** The key without which nothing is sent that anybody wrote: an empty conversation holds no content. */
  readonly content?: string;
  /** The model is named in the call on the way. */
  readonly modelOnTheWay?: true;
}
