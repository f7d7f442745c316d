import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { alwaysTaken, Overload } from "../src/http/overload.ts";

const many = alwaysTaken + 1;

/** A clock that moves without running timers, as during one long iteration of the event loop. */
let now = 0;

beforeEach(() => {
  now = 1_000;
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const iterationEnds = async (milliseconds: number) => {
  now += milliseconds;
  await vi.advanceTimersByTimeAsync(milliseconds);
};

test("a long iteration of the event loop refuses calls until one was short, and then takes slowly more", async () => {
  const overload = new Overload(async () => undefined);
  expect(overload.reason(10_000)).toBeUndefined();
  now += 60;
  expect(overload.reason(many)).toBe("event_loop");
  expect(overload.reason(alwaysTaken)).toBeUndefined();
  await vi.advanceTimersByTimeAsync(60);
  // The next measurement has begun, and the last one still counts.
  expect(overload.reason(many)).toBe("event_loop");
  await iterationEnds(10);
  expect(overload.reason(many)).toBeUndefined();
  expect(overload.reason(many + 10)).toBe("event_loop");
  for (let count = 0; count < 10; count++) {
    await iterationEnds(10);
    overload.reason(many);
  }
  expect(overload.reason(many + 10)).toBeUndefined();
  expect(overload.reason(many + 100)).toBe("event_loop");
});

test("a measurement is forgotten if no call comes for a while", async () => {
  const overload = new Overload(async () => undefined);
  overload.reason(many);
  await iterationEnds(60);
  now += 200;
  expect(overload.reason(many)).toBeUndefined();
});

test("a statement that waits long in the queue of reads refuses calls, until one is answered quickly", async () => {
  const answers: PromiseWithResolvers<void>[] = [];
  const overload = new Overload(() => {
    const answer = Promise.withResolvers<void>();
    answers.push(answer);
    return answer.promise;
  });
  const answerComes = async () => {
    answers.at(-1)?.reject(new Error("lost"));
    await Promise.resolve();
  };
  expect(overload.reason(many)).toBeUndefined();
  for (let waited = 0; waited < 110; waited += 10) {
    await iterationEnds(10);
    expect(overload.reason(many)).toBe(waited < 100 ? undefined : "database");
  }
  expect(overload.reason(alwaysTaken)).toBeUndefined();
  await answerComes();
  expect(overload.reason(many)).toBe("database");
  await answerComes();
  await iterationEnds(10);
  expect(overload.reason(many)).toBeUndefined();
  expect(answers).toHaveLength(3);
});

test("a quiet server measures nothing", () => {
  const ping = vi.fn(async () => undefined);
  expect(new Overload(ping).reason(alwaysTaken)).toBeUndefined();
  expect(ping).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
