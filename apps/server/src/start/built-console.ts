import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Created by `pnpm build`, which `pnpm start` runs. */
export const builtConsole = fileURLToPath(new URL("../../../console/dist", import.meta.url));

export const isConsoleBuilt = () => existsSync(join(builtConsole, "index.html"));
