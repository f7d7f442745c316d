import { setTimeout as pause } from "node:timers/promises";
import { startBackend } from "@caretype/testing";

// A process of its own: starts as many backends as its argument says, and writes how long each took, as JSON.

/** A test that does something with its backend. */
const testMilliseconds = 200;

const times: number[] = [];
for (let started = 0; started < Number(process.argv[2]); started += 1) {
  const startedAt = performance.now();
  await using backend = await startBackend();
  times.push(performance.now() - startedAt);
  await backend.client.patient.list.query();
  await pause(testMilliseconds);
}
process.stdout.write(JSON.stringify(times));
