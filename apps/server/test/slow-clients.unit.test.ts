import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { publicProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { createToyApp } from "./toy-app.ts";

const toy = { describes: "Read a toy" } as const;
const often = { interval: 20, timeout: 30_000 };

async function listen() {
  const gate = Promise.withResolvers<string>();
  const procedures = router({
    quick: publicProcedure(toy)
      .output(z.string())
      .query(() => "done"),
    slow: publicProcedure(toy)
      .output(z.string())
      .query(() => gate.promise),
    write: publicProcedure(toy)
      .input(z.strictObject({ text: z.string() }))
      .output(z.string())
      .mutation(() => "written"),
  });
  const { app } = await createToyApp({
    router: procedures,
    timeouts: { headersMilliseconds: 1_000, requestMilliseconds: 2_000, checkMilliseconds: 100 },
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  onTestFinished(async () => {
    gate.resolve("done");
    await app.close();
  });
  const connections = () =>
    new Promise<number>((resolve) => app.server.getConnections((_error, count) => resolve(count)));
  const open = () => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.on("error", () => undefined);
    onTestFinished(() => void socket.destroy());
    return socket;
  };
  const call = async () => {
    const response = await fetch(`${url}/trpc/quick`, { headers: { connection: "close" } });
    return [response.status, await response.json()];
  };
  return { app, gate, connections, open, call };
}

const answered = [200, { result: { data: "done" } }];
const lines = (...texts: string[]) => `${texts.join("\r\n")}\r\n`;
const json = "Content-Type: application/json";

/** The first bytes of each kind of slow client, and what it repeats forever. */
const kinds = {
  silent: { first: "", further: "" },
  "slow with its headers": {
    first: lines("GET /trpc/quick HTTP/1.1", "Host: localhost"),
    further: "X-A: b\r\n",
  },
  "slow with its body": {
    first: `${lines("POST /trpc/write HTTP/1.1", "Host: localhost", json, "Content-Length: 60000", "")}{"text":"`,
    further: "x",
  },
  "slow with the chunks of its body": {
    first: lines("POST /trpc/write HTTP/1.1", "Host: localhost", json, "Transfer-Encoding: chunked", ""),
    further: "1\r\n \r\n",
  },
  "slow with a body that was refused unread": {
    first: lines("POST /nowhere HTTP/1.1", "Host: localhost", json, "Content-Length: 60000", ""),
    further: "x",
  },
};
const ofEachKind = 20;

test("a hundred slow clients are ended, and others are answered all the while", async () => {
  const { connections, open, call } = await listen();
  const clients = Object.values(kinds).flatMap((kind) =>
    Array.from({ length: ofEachKind }, () => ({ ...kind, socket: open() })),
  );
  const connected = Promise.all(clients.map(({ socket }) => once(socket, "connect")));
  const ended = Promise.all(clients.map(({ socket }) => text(socket).catch(() => "")));
  for (const { socket, first } of clients) socket.write(first);
  // Never idle, so that only the limits of a whole request end it.
  const timer = setInterval(() => {
    for (const { socket, further } of clients) if (socket.writable) socket.write(further);
  }, 50);
  onTestFinished(() => clearInterval(timer));
  await connected;

  const state = { isOver: false };
  const over = ended.then((texts) => {
    state.isOver = true;
    return texts;
  });
  do expect(await call()).toEqual(answered);
  while (!state.isOver);
  const statuses = (await over).map((answer) => /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
  const expected = Object.keys(kinds).flatMap((kind) =>
    Array.from({ length: ofEachKind }, () => (kind.includes("refused") ? "404" : "408")),
  );
  expect(statuses).toEqual(expected);
  await vi.waitFor(async () => expect(await connections()).toBe(0), often);
  expect(await call()).toEqual(answered);
});

/** Resolves when the beginning of a streamed answer has arrived. */
async function openStream(socket: Socket): Promise<void> {
  const head = ["GET /trpc/quick,slow?batch=1 HTTP/1.1", "Host: localhost", "trpc-accept: application/jsonl"];
  socket.write(lines(...head, ""));
  const [part] = await once(socket, "data");
  expect(String(part)).toMatch(/^HTTP\/1\.1 200 /);
}

test("five hundred streams that are opened and aborted leave nothing behind", async () => {
  const { app, gate, connections, open, call } = await listen();
  const sockets = Array.from({ length: 500 }, open);
  await Promise.all(sockets.map(openStream));
  expect(await connections()).toBe(500);
  expect(app.lifecycle.isBusy).toBe(true);
  expect(await call()).toEqual(answered);
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(async () => expect(await connections()).toBe(0), often);
  gate.resolve("done");
  await vi.waitFor(() => expect(app.lifecycle.isBusy).toBe(false), often);
  expect(await call()).toEqual(answered);
});
