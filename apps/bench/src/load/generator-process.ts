import { Client } from "undici";
import type { Call, Load, LoadAnswer, LoadSample } from "./messages.ts";
import { Recorder } from "./recorder.ts";
import { roundRobin, send } from "./send.ts";
import { runSteadyLoad } from "./steady-load.ts";

/**
 * Runs a fixed number of connections, each waiting for its answer before the next call. Measures the maximum
 * throughput.
 */
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
