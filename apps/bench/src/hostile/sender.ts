import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";
import { constants, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import type { RunningDisturbance } from "../isolation/disturbance.ts";
import { formatDecimals } from "../markdown.ts";
import { type HostileRequest, hostileRequests } from "./requests.ts";

// An attacker uses a machine of their own. Here the sender shares that of the server, so it gets what the others leave
// over: at equal priority, receiving the large answers alone (72 MB/s) delayed reads by up to 20 ms.

const program = fileURLToPath(import.meta.url);

export const hostilePerSecond = 100;

/** Sends all kinds of hostile requests in turn, in another process. */
export async function startSender(url: string): Promise<RunningDisturbance> {
  const child = fork(program, [url], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(child, "message");
  return {
    isRunning: () => child.connected,
    async finish() {
      if (!child.connected) throw new Error("The sender of hostile requests has ended.");
      const answer = once(child, "message");
      const ended = once(child, "exit");
      child.send("finish");
      const [answeredPerSecond] = await answer;
      await ended;
      return `${formatDecimals(Number(answeredPerSecond), 0)} hostile requests per second`;
    },
  };
}

function run(url: string): void {
  setPriority(constants.priority.PRIORITY_LOW);
  const startedAt = performance.now();
  let [sent, answered] = [0, 0];
  const underWay = new Set<Promise<void>>();
  const sendNext = () => {
    const hostile = hostileRequests[sent++ % hostileRequests.length];
    if (!hostile) return;
    // A connection that ends while the client still sends also counts as an answer.
    const count = () => void answered++;
    const sending: Promise<void> = send(url, hostile)
      .then(count, count)
      .finally(() => underWay.delete(sending));
    underWay.add(sending);
  };
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * hostilePerSecond;
    while (sent < due) sendNext();
  }, 10);
  process.once("message", async () => {
    clearInterval(timer);
    await Promise.all(underWay);
    process.send?.(answered / ((performance.now() - startedAt) / 1000), () => process.exit());
  });
  process.send?.("started");
}

if (process.argv[1] === program) run(process.argv[2] ?? "");

// Node's own client. undici's crashes with an uncaught `write EPIPE` if the server closes while it still
// writes.
const agent = new Agent({ keepAlive: true });

/**
 * Resolves to the status, or 0 without an answer.
 * The server may answer and close the connection while the body is still being sent.
 */
export function send(url: string, hostile: HostileRequest): Promise<number> {
  if (hostile.inTinyChunks) return sendInTinyChunks(url, hostile);
  const { method, path, headers } = hostile;
  const { promise, resolve } = Promise.withResolvers<number>();
  request(`${url}${path}`, { method, headers, agent })
    .on("socket", allowClosing)
    .on("response", (answer) => answer.resume().on("close", () => resolve(answer.statusCode ?? 0)))
    // The server may close the connection before its answer is read.
    .on("error", () => resolve(0))
    .end(hostile.body === undefined ? undefined : bytesOf(hostile));
  return promise;
}

const encoded = new WeakMap<HostileRequest, Buffer>();

/** Encoded once: the client shares the machine, and should not slow the readers itself. */
function bytesOf(hostile: HostileRequest): Buffer {
  const known = encoded.get(hostile);
  if (known) return known;
  const bytes = Buffer.from(hostile.inTinyChunks ? tinyChunksOf(hostile) : (hostile.body ?? ""));
  encoded.set(hostile, bytes);
  return bytes;
}

const allowed = new WeakSet<Socket>();
/**
 * Ignores errors of a socket that the server closes after its answer, while the rest of the body is being
 * written.
 */
function allowClosing(socket: Socket): void {
  if (!allowed.has(socket)) socket.on("error", () => undefined);
  allowed.add(socket);
}

/** The whole request. */
function tinyChunksOf({ method, path, headers, body = "" }: HostileRequest): string {
  const lines = Object.entries({ ...headers, host: "127.0.0.1", "transfer-encoding": "chunked" });
  const head = [`${method} ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`), "", ""];
  return head.join("\r\n") + "1\r\n \r\n".repeat(body.length);
}

/** Uses a raw socket: an HTTP client that sent chunks one by one would be busier than the server. */
function sendInTinyChunks(url: string, hostile: HostileRequest): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const { hostname, port } = new URL(url);
  let answer = "";
  const socket = connect({ host: hostname, port: Number(port) })
    .on("data", (part) => {
      answer += part.toString("latin1");
    })
    // The server may close the connection before the answer is read.
    .on("error", () => undefined)
    .on("end", () => socket.destroy())
    .on("close", () => resolve(Number(answer.slice(9, 12))));
  socket.write(bytesOf(hostile));
  return promise;
}
