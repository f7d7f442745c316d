import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { boundEachAddress, maxConnections } from "../src/http/plugin/lifecycle.ts";
import { fileLimit, requireFiles, requireTcp } from "../src/settings/process.ts";

const limits = (files: string) => `Limit                     Soft Limit           Hard Limit           Units
Max processes             31337                31337                processes
Max open files            ${files.padEnd(20)} 1048576              files
`;

test("connections leave some of the files, whatever the limit", () => {
  const found = ["20000", "1024", "300", "unlimited"].map((files) =>
    maxConnections(fileLimit(limits(files))),
  );
  expect(found).toEqual([19_744, 768, 150, undefined]);
  expect(fileLimit("")).toBeNull();
});

test("a start is refused if so few files may be opened that it would fail", () => {
  for (const files of ["24", "100"])
    expect(() => requireFiles(fileLimit(limits(files)))).toThrow(
      `may open ${files} files, and needs at least`,
    );
  for (const files of ["256", "1024", "unlimited"]) requireFiles(fileLimit(limits(files)));
});

test("one address takes no more than its bound, and others are answered", async () => {
  const server = createServer();
  let refused = 0;
  boundEachAddress(server, { most: 2, onRefused: () => refused++ });
  const taken: Socket[] = [];
  server.on("connection", (socket) => {
    if (socket.destroyed) return;
    taken.push(socket);
    socket.write("hello");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const open = (localAddress: string) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress });
    onTestFinished(() => void socket.destroy());
    return socket;
  };
  const first = [open("127.0.0.2"), open("127.0.0.2")];
  await Promise.all(first.map((socket) => once(socket, "data")));
  await once(open("127.0.0.2"), "close");
  expect(refused).toBe(1);
  await once(open("127.0.0.3"), "data");
  const ended = Promise.withResolvers<void>();
  taken[0]?.once("close", ended.resolve);
  first[0]?.destroy();
  await ended.promise;
  await once(open("127.0.0.2"), "data");
});

test.runIf(process.platform === "linux")("a socket from systemd has to be of TCP", async () => {
  const descriptorOf = async (place: Parameters<typeof listenOn>[0]) =>
    Number(Reflect.get(await listenOn(place), "fd"));
  const folder = mkdtempSync(join(tmpdir(), "caretype-socket-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const ofFile = await descriptorOf({ path: join(folder, "socket") });
  expect(() => requireTcp(ofFile)).toThrow("Set ListenStream to an address and a port");
  requireTcp(await descriptorOf({ port: 0, host: "127.0.0.1" }));
});

async function listenOn(place: { path: string } | { port: number; host: string }): Promise<object> {
  const server = createServer().listen(place);
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return Reflect.get(server, "_handle");
}
