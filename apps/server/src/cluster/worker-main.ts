import "../start/quick-loading.ts";

// Ctrl-C and a closed terminal reach every process of the terminal: what they mean is for the primary to say.
for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);

const { runWorker } = await import("./worker.ts");
runWorker();
