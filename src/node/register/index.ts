/**
 * `node --import cordon/register app.js`: every known model host is guarded in the whole process, no code changed; other
 * hosts pass. Where the configuration is not sound the process ends before the app starts.
 */
import { register } from "./register.ts";

await register();
