import { spawn } from "node:child_process";
import { once } from "node:events";
import { SlowSteps } from "./slow-steps.ts";

// The first step of `npx -y pnpm@12 start`. turbo itself prints nothing until it has finished.

const words = ["run", "build", "--filter=@caretype/console", "--output-logs=errors-only"];
// On Windows turbo is a script, which only a shell can start.
const build = spawn("turbo", words, {
  stdio: "inherit",
  shell: process.platform === "win32",
  // The first start needs no notice of it.
  env: { TURBO_TELEMETRY_DISABLED: "1", ...process.env },
});
// Ctrl-C reaches turbo directly. A signal to this process does not.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => build.kill(signal));
const [exitCode] = await new SlowSteps().wait("Building the console", once(build, "exit"));
process.exitCode = typeof exitCode === "number" ? exitCode : 1;
