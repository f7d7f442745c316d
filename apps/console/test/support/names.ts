import { fileURLToPath } from "node:url";

/** The variable with the folder of the console's build. */
export const consoleVariable = "CARETYPE_TEST_CONSOLE";

/** Half as long as the package's main file, which each page would have to compile. */
export const axeFile = fileURLToPath(import.meta.resolve("axe-core/axe.min.js"));
/** Where the tests' server serves it. */
export const axePath = "/assets/axe.js";
