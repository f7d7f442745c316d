// JavaScript, as what it imports at once is: to load what strips types would take 25 ms in a process that is replaced.
import { restartWithExecFlags } from "./start/exec-flags.js";

// Other commands are over before it would pay.
if (process.argv[2] === "serve") restartWithExecFlags();

await import("./start/quick-loading.ts");
const { runCommandLine } = await import("./command-line.ts");
await runCommandLine(process.argv);
