import { createHash } from "node:crypto";

/** The timeout of one test in milliseconds. A test waits for one event up to half of that. */
const timeoutVariable = "CARETYPE_TEST_TIMEOUT";

/**
 * The timeout on a machine where `fixedWork` takes `quietMilliseconds`.
 * A machine may slow down tenfold during a run.
 */
const quietTimeout = 300_000;
/** Measured on two quiet cores. */
const quietMilliseconds = 60;
const maxFactor = 3;

/** SHA-256 of 25 MiB, and about as much work in plain JavaScript. */
function fixedWork(): void {
  const hash = createHash("sha256");
  const block = Buffer.alloc(1024 * 1024, 1);
  let sum = 0;
  for (let round = 0; round < 25; round++) {
    hash.update(block);
    for (let index = 0; index < 300_000; index++) sum = (sum * 31 + index) | 0;
  }
  block.writeInt32LE(sum);
}

/**
 * Reads `CARETYPE_TEST_TIMEOUT`, or measures the machine's speed.
 * Workers get the result through their environment.
 * @returns milliseconds, constant within a run
 * @throws {RangeError} if the value is not a positive integer
 */
export function testTimeout(): number {
  const given = process.env[timeoutVariable];
  if (given !== undefined) {
    if (!/^[1-9]\d*$/.test(given))
      throw new RangeError(`${timeoutVariable}: "${given}" is not a number of milliseconds`);
    return Number(given);
  }
  const began = performance.now();
  fixedWork();
  const factor = (performance.now() - began) / quietMilliseconds;
  const timeout = Math.round(quietTimeout * Math.min(Math.max(factor, 1), maxFactor));
  process.env[timeoutVariable] = String(timeout);
  return timeout;
}

/** The timeout of one wait within a test. Generous, because it matters only if the event never comes. */
export const waitTimeout = (): number => Math.round(testTimeout() / 2);
