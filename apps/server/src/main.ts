import "./quick-loading.ts";

const { runCommandLine } = await import("./command-line.ts");
await runCommandLine(process.argv);
