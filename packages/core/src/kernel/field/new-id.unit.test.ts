import { validate, version } from "uuid";
import { expect, it } from "vitest";

// A separate instance of the module: another test file may have used a clock that was ahead.
const { newId }: typeof import("./new-id.ts") = await import(`./new-id.ts?${Date.now()}`);

it("is a UUIDv7 of the current time, greater each time", () => {
  const before = Date.now();
  const ids = Array.from({ length: 10_000 }, newId);
  expect(ids).toEqual([...new Set(ids)].sort());
  for (const id of ids) {
    expect([validate(id), version(id)]).toEqual([true, 7]);
    const time = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now());
  }
});

it("shares no random bytes with the previous one", () => {
  const tails = Array.from({ length: 1_000 }, () => newId().slice(-10));
  expect(new Set(tails).size).toBe(tails.length);
});
