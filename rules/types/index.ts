export { createIsland, type Classification } from "./island.ts";
