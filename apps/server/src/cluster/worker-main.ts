import "../start/module-loading.ts";

// Ctrl-C and a closed terminal signal every process of the terminal. Workers ignore them: the primary decides.
for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);

const { runWorker } = await import("./worker.ts");
runWorker();
