import cluster from "node:cluster";
import { setTimeout as pause } from "node:timers/promises";

// A worker that sends a real worker's messages, and behaves as its work says.

type Work = {
  /** The time until it is ready. */
  loadMilliseconds?: number;
  /** The number of first workers that die before they are ready. */
  stillborn?: number;
  complaint?: string;
  dieBeforeReady?: boolean;
  dieAfterMilliseconds?: number;
  /** Whether each worker listens on its own port. */
  wander?: boolean;
  deaf?: boolean;
};

async function start(work: Work) {
  const { loadMilliseconds = 0, stillborn = 0, complaint, dieAfterMilliseconds, wander } = work;
  if (work.dieBeforeReady || (cluster.worker?.id ?? 0) <= stillborn) process.exit(4);
  if (loadMilliseconds > 0) await pause(loadMilliseconds);
  if (complaint) return process.send?.({ kind: "failed", message: complaint }, () => process.exit(1));
  process.send?.({ kind: "ready", url: `http://127.0.0.1:${wander ? process.pid : 1}` });
  if (dieAfterMilliseconds === undefined) return;
  await pause(dieAfterMilliseconds);
  process.exit(3);
}

let isDeaf = false;
process.on("message", (message: { kind: string; work: Work }) => {
  if (message.kind === "start") {
    isDeaf = message.work.deaf === true;
    void start(message.work);
  } else if (!isDeaf) process.exit(0);
});
process.send?.({ kind: "hello" });
