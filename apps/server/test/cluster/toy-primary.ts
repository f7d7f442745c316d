import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { WorkerPool } from "../../src/cluster/worker-pool.ts";
import { createLogger } from "../../src/log/logger.ts";

// Runs a pool of toy workers, configured by its argument. Stops after its start, or after some deaths.

const { deaths, work, ...settings } = JSON.parse(process.argv[2] ?? "");
const logger = createLogger("info");
const say = (fields: object) => logger.info(fields, "pool");
let died = 0;
const counting = Object.assign(Object.create(logger), {
  warn: (fields: object | string) => {
    died += 1;
    say(typeof fields === "string" ? { text: fields } : fields);
  },
});

const pool = new WorkerPool({
  file: fileURLToPath(new URL("./toy-worker.ts", import.meta.url)),
  logger: counting,
  work: async () => work,
  ...settings,
});
try {
  say({ url: await pool.start() });
} catch (error) {
  say({ failed: error instanceof Error ? error.message : "" });
}
while (died < (deaths ?? 0)) await pause(10);
await pool.stop();
say({ text: "stopped" });
