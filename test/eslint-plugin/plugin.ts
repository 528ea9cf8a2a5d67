import * as core from "../../eslint-plugin/core.ts";
import plugin from "../../eslint-plugin/index.ts";
import { provideCore } from "../../eslint-plugin/load-core.ts";

// The sources run as they are here, and Node's `require` reads no TypeScript.
provideCore(core);

export default plugin;
