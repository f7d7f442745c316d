import { useAuditDatabase } from "@caretype/test-api/audit-chain";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createAuditLog } from "../kernel/audit-log/writer.ts";
import { clockOffset, watchClock } from "./clock-offset.ts";
import { createReadiness, NotReady } from "./readiness.ts";

const hours = 3_600_000;

/** Sets this machine's clock. The database's stays right. */
function setClock(milliseconds: number) {
  const now = Date.now;
  vi.spyOn(Date, "now").mockImplementation(() => now() + milliseconds);
}

afterEach(() => void vi.restoreAllMocks());

describe("the clock's offset", () => {
  it.each([3 * hours, -3 * hours, 90_000])("is found, as of %d milliseconds", async (milliseconds) => {
    const { served } = await useAuditDatabase();
    expect(await clockOffset(served.reader)).toBe(0);
    setClock(milliseconds);
    // Part of it may be latency.
    expect(Math.sign(await clockOffset(served.reader))).toBe(Math.sign(milliseconds));
    expect(Math.abs(await clockOffset(served.reader))).toBeGreaterThan(Math.abs(milliseconds) / 2_000);
  });

  it("beyond a minute, makes the server not ready until it is right again", async () => {
    const { served } = await useAuditDatabase();
    const check = () => createReadiness({ database: served, audit: createAuditLog(served) }).check();
    setClock(-3 * hours);
    await expect(check()).rejects.toThrow(NotReady);
    vi.restoreAllMocks();
    setClock(20_000);
    await expect(check()).resolves.toBeUndefined();
  });

  it("is reported, unless it is small", async () => {
    const { served } = await useAuditDatabase();
    const onOffset = vi.fn();
    await watchClock(served.reader, onOffset);
    expect(onOffset).not.toHaveBeenCalled();
    setClock(3 * hours);
    await watchClock(served.reader, onOffset);
    expect(onOffset).toHaveBeenCalledExactlyOnceWith(expect.closeTo(10_800, -1));
  });
});
