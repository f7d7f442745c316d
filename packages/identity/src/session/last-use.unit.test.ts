import { asId } from "@caretype/core/kernel/field/ids";
import { expect, it, vi } from "vitest";
import { createLastUse } from "./last-use.ts";

function makeLastUse(write: (ids: string[]) => Promise<void> = async () => undefined) {
  const writes = vi.fn(write);
  const onFailure = vi.fn();
  const lastUse = createLastUse({
    onFailure,
    pauseMilliseconds: 20,
    write: (uses) => writes(uses.map(({ id }) => id)),
  });
  return { lastUse, writes, onFailure };
}

it("writes repeated uses once, and later ones afterwards", async () => {
  const first = Promise.withResolvers<void>();
  const { lastUse, writes } = makeLastUse(() => first.promise);
  for (let use = 0; use < 1_000; use++) lastUse.note(asId(`session ${use % 3}`));
  expect(writes).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(writes.mock.calls).toEqual([[["session 0", "session 1", "session 2"]]]));
  lastUse.note(asId("later"));
  lastUse.note(asId("later"));
  expect(writes).toHaveBeenCalledTimes(1);
  first.resolve();
  await vi.waitFor(() => expect(writes.mock.calls.at(-1)).toEqual([["later"]]));
  expect(writes).toHaveBeenCalledTimes(2);
  lastUse.note(asId("long after"));
  await vi.waitFor(() => expect(writes.mock.calls.at(-1)).toEqual([["long after"]]));
});

it("writes very many in batches", async () => {
  const { lastUse, writes } = makeLastUse();
  for (let use = 0; use < 1_100; use++) lastUse.note(asId(`session ${use}`));
  await vi.waitFor(() => expect(writes).toHaveBeenCalledTimes(3));
  expect(writes.mock.calls.map(([ids]) => ids.length)).toEqual([500, 500, 100]);
});

it("reports a failure, and continues", async () => {
  const { lastUse, writes, onFailure } = makeLastUse();
  writes.mockRejectedValueOnce(new Error("no database"));
  lastUse.note(asId("one"));
  await vi.waitFor(() => expect(onFailure).toHaveBeenCalledWith(new Error("no database")));
  lastUse.note(asId("two"));
  await vi.waitFor(() => expect(writes.mock.calls.at(-1)).toEqual([["two"]]));
  expect(onFailure).toHaveBeenCalledTimes(1);
});

it("waits for a running write when stopped, and starts no other", async () => {
  const first = Promise.withResolvers<void>();
  const { lastUse, writes } = makeLastUse(() => first.promise);
  lastUse.note(asId("one"));
  await vi.waitFor(() => expect(writes).toHaveBeenCalledTimes(1));
  lastUse.note(asId("two"));
  let isStopped = false;
  const stopping = lastUse.stop().then(() => {
    isStopped = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isStopped).toBe(false);
  first.resolve();
  await stopping;
  lastUse.note(asId("three"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(writes).toHaveBeenCalledTimes(1);
});
