import { runClosedLoad } from "./closed-load.ts";
import type { Load, LoadAnswer, LoadSample } from "./messages.ts";
import { runSteadyLoad } from "./steady-load.ts";

// A separate process, so that other work of the benchmark does not affect the load.

const run = (load: Load): Promise<LoadSample> =>
  load.kind === "closed" ? runClosedLoad(load) : runSteadyLoad(load);

const answer = (message: LoadAnswer) => process.send?.(message);

process.on("message", (load: Load) => {
  run(load).then(
    (sample) => answer({ sample }),
    (error: unknown) => answer({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
