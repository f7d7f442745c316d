import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import type { Load, LoadSample } from "./messages.ts";
import { Recorder } from "./recorder.ts";
import { roundRobin, send } from "./send.ts";

const maxConnections = 128;

/** Sends calls at even intervals, whether or not earlier ones are answered. So no caller's wait is missed. */
export async function runSteadyLoad(load: Load & { kind: "steady" }): Promise<LoadSample> {
  const pool = new Pool(load.url, { connections: load.connections ?? maxConnections, pipelining: 1 });
  const recorder = new Recorder();
  const next = roundRobin(load.calls);
  const { promise: allAnswered, resolve } = Promise.withResolvers<void>();
  const total = Math.round(load.seconds * load.callsPerSecond);
  let open = total;
  const done = () => {
    open -= 1;
    if (open === 0) resolve();
  };
  const startedAt = performance.now();
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, ((performance.now() - startedAt) / 1000) * load.callsPerSecond);
    for (; sent < due; sent += 1) send(pool, next(), { recorder, done });
    await pause(1);
  }
  await allAnswered;
  const sample = recorder.sample();
  await pool.close();
  return sample;
}
