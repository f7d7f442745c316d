import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import type { Call, Load, LoadSample } from "./messages.ts";
import { Recorder } from "./recorder.ts";
import { roundRobin, send } from "./send.ts";

const maxConnections = 128;

/** Sends calls at even intervals, whether or not earlier ones are answered. So no caller's wait is missed. */
export async function runSteadyLoad(load: Load & { kind: "steady" }): Promise<LoadSample> {
  const connections = load.connections ?? maxConnections;
  const pool = new Pool(load.url, { connections, pipelining: 1 });
  if (load.openWith) await openConnections(pool, connections, load.openWith);
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

/**
 * Opens all connections of a pool, by as many calls at once. Node accepts one connection in each turn of its event loop, so
 * that a busy server needs seconds for a thousand. The calls that wait for them would hide how long answers take.
 */
async function openConnections(pool: Pool, connections: number, call: Call): Promise<void> {
  const recorder = new Recorder();
  const opening = Array.from({ length: connections }, () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    send(pool, call, { recorder, done: resolve });
    return promise;
  });
  await Promise.all(opening);
}
