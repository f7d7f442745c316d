/** What tells the time. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some instant. They never decrease. */
  elapsed(): number;
};

export const machineClock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };

// A variable, because schemas and ids need the time, and no service can be passed to those.
let choose = () => machineClock;

/** The clock of whatever runs now: the machine's, except in the testing kit. */
export const currentClock = (): Clock => choose();

/** The time in milliseconds since 1970. It decides what has expired, and what is in the future. */
export const currentTime = (): number => choose().now();

/** Milliseconds that never decrease, for the age of what is cached. */
export const elapsedTime = (): number => choose().elapsed();

/** How far a server's clock may be from the database's. Beyond it, the server is not ready. */
export const maxClockSeconds = 60;

/** Replaces the machine's clock. Only the testing kit does, as each of its backends has a clock of its own. */
export function chooseClock(clock: () => Clock): void {
  choose = clock;
}
