import { generate } from "otplib";
import type { createTestApi } from "./support.ts";

type Caller = ReturnType<Awaited<ReturnType<typeof createTestApi>>["callerWith"]>;

const stepMilliseconds = 30_000;

/** A manual clock, for `createTestApi({ now: clock.now })`. */
export function createClock(at = Date.UTC(2026, 10, 20, 12)) {
  let time = at;
  return {
    now: () => time,
    /** Advances by time steps of authenticator apps, each of which has another code. */
    tick: (steps = 1) => {
      time += steps * stepMilliseconds;
    },
    set: (to: number) => {
      time = to;
    },
  };
}

export type Clock = ReturnType<typeof createClock>;
type Time = Pick<Clock, "now">;

export const realTime: Time = { now: Date.now };

/** Returns the code of an authenticator app, `steps` steps from now. */
export const codeOf = (secret: string, clock: Time, steps = 0): Promise<string> =>
  generate({ secret, epoch: Math.floor((clock.now() + steps * stepMilliseconds) / 1000) });

/** Returns a code that is not valid now. */
export async function wrongCode(secret: string, clock: Time): Promise<string> {
  const taken = await Promise.all([-1, 0, 1].map((steps) => codeOf(secret, clock, steps)));
  return ["000000", "111111", "222222", "333333"].find((code) => !taken.includes(code)) ?? "";
}

/**
 * Sets up and confirms an authenticator app. Advances the clock, so that the next code is valid immediately.
 */
export async function addApp(caller: Caller, clock: Clock) {
  const { secret } = await caller.secondFactor.setUp();
  const { recoveryCodes } = await caller.secondFactor.confirm({ code: await codeOf(secret, clock) });
  clock.tick();
  return { secret, recoveryCodes, code: (steps = 0) => codeOf(secret, clock, steps) };
}
