import { afterEach, expect, test, vi } from "vitest";
import { testTimeout, waitTimeout } from "./test-timeout.ts";

const variable = "CARETYPE_TEST_TIMEOUT";

afterEach(() => void vi.unstubAllEnvs());

test("the timeout is measured once, and passed on to the workers", () => {
  vi.stubEnv(variable, undefined);
  const measured = testTimeout();
  // Five minutes where the work is fast, and up to three times as much.
  expect(measured).toBeGreaterThanOrEqual(300_000);
  expect(measured).toBeLessThanOrEqual(900_000);
  expect(process.env[variable]).toBe(String(measured));
  expect(testTimeout()).toBe(measured);
});

test("it can be set, and a wait gets half of it", () => {
  vi.stubEnv(variable, "600000");
  expect([testTimeout(), waitTimeout()]).toEqual([600_000, 300_000]);
});

test.each(["", "0", "-1", "1.5", "ten"])("it cannot be %j", (value) => {
  vi.stubEnv(variable, value);
  expect(() => testTimeout()).toThrow(`${variable}: "${value}" is not a number of milliseconds`);
});
