import { failureOf } from "@caretype/test-api/failure";
import { expect, it } from "vitest";
import { createKeyedMutex } from "./keyed-mutex.ts";

it("runs tasks of one key in order, even after a failure, and other keys in parallel", async () => {
  const mutex = createKeyedMutex();
  const gate = Promise.withResolvers<void>();
  const order: number[] = [];
  const first = mutex("a", async () => {
    await gate.promise;
    order.push(1);
    throw new Error("failed");
  });
  const others = [2, 3, 4].map((number) => mutex("a", async () => order.push(number)));
  await mutex("b", async () => order.push(0));
  gate.resolve();
  await expect(first).rejects.toThrow("failed");
  await Promise.all(others);
  await mutex("a", async () => order.push(5));
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
});

it("rejects a task that waited too long, and runs the others", async () => {
  const mutex = createKeyedMutex({ maxWait: 20 });
  const gate = Promise.withResolvers<string>();
  const first = mutex("a", () => gate.promise);
  const { code, details } = await failureOf(mutex("a", async () => "late"));
  expect([code, details.retryAfterSeconds]).toEqual(["SERVICE_UNAVAILABLE", 1]);
  const next = mutex("a", async () => "next");
  gate.resolve("first");
  expect(await Promise.all([first, next])).toEqual(["first", "next"]);
});
