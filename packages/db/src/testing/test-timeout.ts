import { createHash } from "node:crypto";

/** Milliseconds that one test may take. A test waits for an event up to half of that. */
const timeoutVariable = "CARETYPE_TEST_TIMEOUT";

/** What one test may take where `fixedWork` takes `quietMilliseconds`. A machine may slow down tenfold during a run. */
const quietTimeout = 120_000;
/** Measured on two quiet cores. */
const quietMilliseconds = 240;
const largestFactor = 8;

/** SHA-256 of 100 MiB, and as much again of plain JavaScript. */
function fixedWork(): void {
  const hash = createHash("sha256");
  const block = Buffer.alloc(1024 * 1024, 1);
  let sum = 0;
  for (let round = 0; round < 100; round++) {
    hash.update(block);
    for (let index = 0; index < 300_000; index++) sum = (sum * 31 + index) | 0;
  }
  block.writeInt32LE(sum);
}

/**
 * Reads `CARETYPE_TEST_TIMEOUT`, or measures how fast the machine is. Workers find the result in their environment.
 * @returns milliseconds, always the same within a run
 * @throws {RangeError} for a value that is no positive whole number
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
  const timeout = Math.round(quietTimeout * Math.min(Math.max(factor, 1), largestFactor));
  process.env[timeoutVariable] = String(timeout);
  return timeout;
}

/** The bound of one wait within a test: generous, as it only matters when what is waited for never comes. */
export const waitTimeout = (): number => Math.round(testTimeout() / 2);
