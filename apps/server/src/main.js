import { startLean } from "./lean-start.ts";

// Other commands are over before it would pay.
if (process.argv[2] === "serve") startLean();

await import("./quick-loading.ts");
const { runCommandLine } = await import("./command-line.ts");
await runCommandLine(process.argv);
