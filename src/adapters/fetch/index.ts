export { guardFetch, type GuardFetchOptions } from "./guard-fetch.ts";
