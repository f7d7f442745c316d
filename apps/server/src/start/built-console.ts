import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Created by `pnpm build`, and by a start with `--build`. */
export const builtConsole = fileURLToPath(new URL("../../../console/dist", import.meta.url));

export const isConsoleBuilt = () => existsSync(join(builtConsole, "index.html"));

/**
 * Builds the console if its sources have changed.
 * @throws {Error} if the build fails. turbo prints the reason, if it is installed.
 */
export async function buildConsole(signal: AbortSignal): Promise<void> {
  const words = ["run", "build", "--filter=@caretype/console", "--output-logs=errors-only"];
  // On Windows turbo is a script, which needs a shell.
  const shell = process.platform === "win32";
  // Hides turbo's notice at the first start.
  const env = { TURBO_TELEMETRY_DISABLED: "1", ...process.env };
  // Hides turbo's output of a successful build.
  const build = spawn("turbo", words, { stdio: ["ignore", "ignore", "inherit"], shell, env, signal });
  // Without pnpm, turbo is not found.
  const failed = (error: unknown) => (signal.aborted ? Promise.reject(error) : [error]);
  const [exitCode] = await once(build, "exit").catch(failed);
  if (exitCode !== 0) throw new Error("The console could not be built: npx -y pnpm@12 build");
}

/** Created by `pnpm docs:build`. */
const guideFolder = fileURLToPath(new URL("../../../docs/dist/site", import.meta.url));

/** Returns the folder of the documents' site, or null if it is not built. */
export const builtGuide = () => (existsSync(join(guideFolder, "index.html")) ? guideFolder : null);
