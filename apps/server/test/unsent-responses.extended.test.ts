import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { publicProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { UnsentResponses } from "../src/http/plugin/unsent-responses.ts";
import { createToyApp } from "./toy-app.ts";

const toy = { describes: "Read a toy" } as const;

const large = "x".repeat(48 * 1024 * 1024);
/** More than both ends' buffers hold, and within all limits. */
const long = large.slice(0, 24 * 1024 * 1024);

const procedures = router({
  large: publicProcedure(toy)
    .output(z.string())
    .query(() => large),
  long: publicProcedure(toy)
    .output(z.string())
    .query(() => long),
  slow: publicProcedure(toy)
    .output(z.string())
    .query(() => pause(3_500, "done")),
});

const requestTimeouts = { headersMilliseconds: 5_000, requestMilliseconds: 5_000, checkMilliseconds: 100 };

/** A listening server, with its ends of the connections in order. */
async function listen(timeouts: Partial<NonNullable<Parameters<typeof createToyApp>[0]>["timeouts"]>) {
  const { app } = await createToyApp({ router: procedures, timeouts: { ...requestTimeouts, ...timeouts } });
  const ends: Socket[] = [];
  app.server.on("connection", (socket) => ends.push(socket));
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  afterAll(() => app.close());

  /** Reads nothing of the answer. */
  async function askWithoutReading(token: string, procedure: "large" | "long" = "large") {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    afterAll(() => void socket.destroy());
    socket.on("error", () => undefined);
    socket.pause();
    const head = [`GET /trpc/${procedure} HTTP/1.1`, "Host: localhost", `Authorization: Bearer ${token}`];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    const count = ends.length;
    await once(socket, "connect");
    await vi.waitFor(() => expect(ends.length).toBeGreaterThan(count));
    const end = ends.at(-1);
    if (!end) throw new Error("There is no connection");
    return { socket, end };
  }

  const statusOf = async (path: string, token: string) => {
    const headers = { authorization: `Bearer ${token}`, connection: "close" };
    return (await fetch(url + path, { headers })).status;
  };
  return { url, askWithoutReading, statusOf };
}

const often = { interval: 60 };
const server = await listen({ unreadMilliseconds: 1_500 });

test("a client with much unread data gets no more answers, others do, and its connections are closed", async () => {
  const { askWithoutReading, statusOf } = server;
  await askWithoutReading("greedy");
  await vi.waitFor(async () => expect(await statusOf("/nothing", "greedy")).toBe(503), often);
  expect(await statusOf("/nothing", "another")).toBe(404);
  // A supervisor's liveness check passes.
  expect(await statusOf("/health/live", "greedy")).toBe(200);
  // The server closes connections of clients that read nothing.
  await vi.waitFor(async () => expect(await statusOf("/nothing", "greedy")).toBe(404), often);
});

test("a client that waits for a slow answer keeps its connection", async () => {
  const response = await fetch(`${server.url}/trpc/slow`);
  expect(await response.json()).toEqual({ result: { data: "done" } });
});

test("over the total limit, the clients with the most unread data lose their connections, and others are answered", async () => {
  const { askWithoutReading, statusOf } = await listen({});
  const asked = [await askWithoutReading("modest", "long")];
  for (const token of ["a", "b", "c"]) asked.push(await askWithoutReading(token));
  await vi.waitFor(async () => {
    expect(await statusOf("/nothing", "another")).toBe(404);
    expect(asked.filter(({ end }) => end.destroyed)).toHaveLength(1);
  }, often);
  expect(asked[0]?.end.destroyed).toBe(false);
  // The rest fits.
  await pause(200);
  expect(await statusOf("/nothing", "another")).toBe(404);
  expect(asked.filter(({ end }) => end.destroyed)).toHaveLength(1);
});

test("a client that reads a little now and then loses its connection, and one that reads steadily does not", async () => {
  // The answer may take two minutes. The test moves the clock, because no machine reads at a known rate.
  const minimumRate = { milliseconds: 60_000, bytesPerSecond: long.length / 120 };
  const { now } = performance;
  let moved = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now.call(performance) + moved);
  onTestFinished(() => clock.mockRestore());
  const cuts = vi.spyOn(UnsentResponses.prototype, "disconnectSlow");
  onTestFinished(() => cuts.mockRestore());
  const followed = vi.spyOn(UnsentResponses.prototype, "follow");
  onTestFinished(() => followed.mockRestore());
  // Only the reading rate ends a connection.
  const { url, askWithoutReading } = await listen({ minimumRate, unreadMilliseconds: 3_600_000 });
  const { socket, end } = await askWithoutReading("slow", "long");
  await vi.waitFor(() => expect(end.bytesWritten).toBeGreaterThan(long.length));
  const response = await fetch(`${url}/trpc/long`);
  let taken = 0;
  for await (const chunk of response.body ?? []) taken += chunk.length;
  expect(taken).toBeGreaterThan(long.length);
  const at = followed.mock.calls.findIndex(([, { socket: each }]) => each === end);
  const own = followed.mock.contexts[at];
  // The file's other servers check their answers, too.
  const checks = () => cuts.mock.contexts.filter((each) => each === own).length;
  async function serverChecks() {
    const before = checks();
    await vi.waitFor(() => expect(checks()).toBeGreaterThan(before + 1), often);
  }
  // Time counts from here.
  await serverChecks();
  moved = 80_000;
  socket.read(1024);
  await serverChecks();
  expect(end.destroyed).toBe(false);
  moved = 130_000;
  socket.read(1024);
  await vi.waitFor(() => expect(end.destroyed).toBe(true), often);
});
