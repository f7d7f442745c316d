import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { open, router } from "@caretype/api/procedure";
import { afterAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { createToyApp } from "./toy-app.ts";

const large = "x".repeat(48 * 1024 * 1024);
const { app } = await createToyApp({
  router: router({
    large: open()
      .output(z.string())
      .query(() => large),
    slow: open()
      .output(z.string())
      .query(() => pause(3_500, "done")),
  }),
  timeouts: {
    headersMilliseconds: 5_000,
    requestMilliseconds: 5_000,
    checkMilliseconds: 100,
    unreadMilliseconds: 1_500,
  },
});
const url = await app.listen({ port: 0, host: "127.0.0.1" });
afterAll(() => app.close());

/** Asks, and takes nothing of the answer. */
function askWithoutReading() {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.pause();
  socket.write("GET /trpc/large HTTP/1.1\r\nHost: localhost\r\n\r\n");
  return socket;
}

const statusOf = async (path: string) => (await fetch(url + path)).status;

test("answers that nobody takes fill no more than a part of the memory, and are given up", async () => {
  const sockets = [askWithoutReading(), askWithoutReading(), askWithoutReading()];
  await vi.waitFor(async () => expect(await statusOf("/nothing")).toBe(503), {
    timeout: 5_000,
    interval: 60,
  });
  // What a supervisor asks: nothing is wrong with the process.
  expect(await statusOf("/health/live")).toBe(200);
  // The server ends the connections of those who take nothing.
  await vi.waitFor(async () => expect(await statusOf("/nothing")).toBe(404), {
    timeout: 10_000,
    interval: 60,
  });
  for (const socket of sockets) socket.destroy();
});

test("who waits for a slow answer is not given up", async () => {
  const response = await fetch(`${url}/trpc/slow`);
  expect(await response.json()).toEqual({ result: { data: "done" } });
});
