// JavaScript, like its static imports: loading the type stripper would take 25 ms in a process that is replaced.
import { restartWithExecFlags } from "./start/exec-flags.js";

// Other commands end before this would pay off.
if (process.argv[2] === "serve") restartWithExecFlags();

await import("./start/module-loading.ts");
const { runCommandLine } = await import("./command-line.ts");
await runCommandLine(process.argv);
