import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Made by `pnpm build`, which `pnpm start` does by itself. */
export const builtConsole = fileURLToPath(new URL("../../../console/dist", import.meta.url));

export const isConsoleBuilt = () => existsSync(join(builtConsole, "index.html"));
