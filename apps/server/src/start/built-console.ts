import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Created by `pnpm build`, which `pnpm start` runs. */
export const builtConsole = fileURLToPath(new URL("../../../console/dist", import.meta.url));

export const isConsoleBuilt = () => existsSync(join(builtConsole, "index.html"));

/** Created by `pnpm docs:build`. */
const guideFolder = fileURLToPath(new URL("../../../docs/dist/site", import.meta.url));

/** Returns the folder of the documents' site, or null if it is not built. */
export const builtGuide = () => (existsSync(join(guideFolder, "index.html")) ? guideFolder : null);
