import { loadQuickly } from "./quick-loading.ts";

// Before anything else of ours is loaded.
loadQuickly();
const { runCommandLine } = await import("./command-line.ts");
await runCommandLine(process.argv);
