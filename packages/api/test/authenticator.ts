import { generate } from "otplib";
import type { createTestApi } from "./support.ts";

type Caller = ReturnType<Awaited<ReturnType<typeof createTestApi>>["callerWith"]>;

const stepMilliseconds = 30_000;

/** A clock that stands still until it is moved: for `createTestApi({ now: clock.now })`. */
export function createClock(at = Date.UTC(2026, 10, 20, 12)) {
  let time = at;
  return {
    now: () => time,
    /** To the next step of authenticator apps, or by so many: each has another code. */
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

/** The system's own clock, for who need not move it. */
export const realTime: Time = { now: Date.now };

/** What an authenticator app shows, so many steps from now. */
export const codeOf = (secret: string, clock: Time, steps = 0): Promise<string> =>
  generate({ secret, epoch: Math.floor((clock.now() + steps * stepMilliseconds) / 1000) });

/** A code that is not of any step that is taken now. */
export async function wrongCode(secret: string, clock: Time): Promise<string> {
  const taken = await Promise.all([-1, 0, 1].map((steps) => codeOf(secret, clock, steps)));
  return ["000000", "111111", "222222", "333333"].find((code) => !taken.includes(code)) ?? "";
}

/** An app, confirmed. The clock is moved on, so that its next code is good at once. */
export async function addApp(caller: Caller, clock: Clock) {
  const { secret } = await caller.secondFactor.setUp();
  const { recoveryCodes } = await caller.secondFactor.confirm({ code: await codeOf(secret, clock) });
  clock.tick();
  return { secret, recoveryCodes, code: (steps = 0) => codeOf(secret, clock, steps) };
}
