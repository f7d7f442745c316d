import { setTimeout as pause } from "node:timers/promises";
import { Client, type Dispatcher, Pool } from "undici";
import type { Call, Load, LoadAnswer, LoadSample } from "./messages.ts";
import { Recorder } from "./recorder.ts";

/** Closed loop: each connection sends its next call after the previous answer. Measures the maximum throughput. */
async function runClosedLoad(load: Load & { kind: "closed" }): Promise<LoadSample> {
  const clients = Array.from({ length: load.connections }, () => new Client(load.url));
  const recorder = new Recorder();
  const endsAt = performance.now() + load.seconds * 1000;
  const next = roundRobin(load.calls);
  await Promise.all(clients.map((client) => keepSending(client, { recorder, endsAt, next })));
  const sample = recorder.sample();
  await Promise.all(clients.map((client) => client.close()));
  return sample;
}

type Sending = { recorder: Recorder; endsAt: number; next: () => Call };

function keepSending(client: Client, { recorder, endsAt, next }: Sending): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const sendNext = () => {
    if (performance.now() < endsAt) send(client, next(), { recorder, done: sendNext });
    else resolve();
  };
  sendNext();
  return promise;
}

// A separate process, so that the benchmark's other work does not slow the load.

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

const maxConnections = 128;

/**
 * Open loop: sends calls at even intervals, whether or not earlier ones are answered. So it measures each caller's
 * full wait.
 */
async function runSteadyLoad(load: Load & { kind: "steady" }): Promise<LoadSample> {
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
 * Opens all connections of a pool with concurrent calls. Node accepts one connection per iteration of its event loop,
 * so a busy server needs seconds for a thousand. That wait would distort the measured latency.
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

/** Sends one call through undici's lowest-level interface. Always calls `done` with the outcome. */
function send(client: Dispatcher, call: Call, { recorder, done }: { recorder: Recorder; done: () => void }) {
  const sentAt = performance.now();
  let status = 0;
  client.dispatch(
    { method: call.method, path: call.path, headers: call.headers, body: call.body ?? null },
    {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, statusCode) => {
        status = statusCode;
      },
      onResponseData: () => undefined,
      onResponseEnd: () => {
        recorder.answered(status, performance.now() - sentAt);
        done();
      },
      onResponseError: () => {
        recorder.failed();
        done();
      },
    },
  );
}

function roundRobin(calls: readonly Call[]): () => Call {
  let number = 0;
  return () => {
    const call = calls[number % calls.length];
    if (!call) throw new RangeError("A load needs a call.");
    number += 1;
    return call;
  };
}
