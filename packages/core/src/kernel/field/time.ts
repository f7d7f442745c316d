/** A source of time. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some instant. Never decrease. */
  elapsed(): number;
};

export const machineClock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };

// A variable, because schemas and ids need the time, and take no services.
let choose = () => machineClock;

/** The current clock: the machine's, except in the testing kit. */
export const currentClock = (): Clock => choose();

/** Milliseconds since 1970. Decides what has expired, and what is in the future. */
export const currentTime = (): number => choose().now();

/** Milliseconds that never decrease, for the age of cached values. */
export const elapsedTime = (): number => choose().elapsed();

/** Maximum difference between a server's clock and the database's. Beyond it, the server is not ready. */
export const maxClockSeconds = 60;

/** Replaces the machine's clock. Only for the testing kit, where each backend has its own clock. */
export function chooseClock(clock: () => Clock): void {
  choose = clock;
}
