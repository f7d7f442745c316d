import { fileURLToPath } from "node:url";

/** The environment variable with the folder of the console's build. */
export const consoleVariable = "CARETYPE_TEST_CONSOLE";

/** Half as long as the package's main file, which each page would have to compile. */
export const axeFile = fileURLToPath(import.meta.resolve("axe-core/axe.min.js"));
/** Its path on the tests' server. */
export const axePath = "/assets/axe.js";
