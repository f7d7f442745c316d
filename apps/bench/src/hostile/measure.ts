import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";
import type { BenchContext } from "../context.ts";
import { createBenchEnvironment } from "../environment/bench-environment.ts";
import type { Disturbance } from "../isolation/disturbance.ts";
import { measureUnder } from "../isolation/measure.ts";
import { startGenerator } from "../load/generator.ts";
import type { Load } from "../load/messages.ts";
import { formatDecimals } from "../markdown.ts";
import { startCaretypeServer, typedCalls } from "../peer/caretype.ts";
import type { ServerProcess } from "../process/server-process.ts";
import { usageOf } from "../types/process-usage.ts";
import { startBareNode } from "./bare-node.ts";
import { type HostileRequest, hostileRequests } from "./requests.ts";
import type { HostileCost, HostileResult } from "./result.ts";

// Node's own client. undici's crashes with an uncaught `write EPIPE` if the server closes while it still
// writes.
const agent = new Agent({ keepAlive: true });
const callsPerSecond = 500;
const hostilePerSecond = 100;
const stream = `${hostilePerSecond} hostile requests per second`;
const plans = {
  full: { tries: 200, sliceSeconds: 5, slices: 5 },
  small: { tries: 52, sliceSeconds: 2, slices: 2 },
};

/** Measures what a request without a token costs, and how long a reader waits during a hundred of them per second. */
export async function measureHostile(context: BenchContext): Promise<HostileResult> {
  const { tries, sliceSeconds, slices } = context.small ? plans.small : plans.full;
  const environment = await createBenchEnvironment({ patients: 1_000 });
  const server = await startCaretypeServer(environment);
  const bareNode = await startBareNode();
  const generator = startGenerator();
  try {
    const load: Load = {
      kind: "steady",
      callsPerSecond,
      url: server.url,
      calls: typedCalls(environment).byId,
      seconds: sliceSeconds,
    };
    await generator.run(load);
    const costs: HostileCost[] = [];
    for (const hostile of hostileRequests) {
      const cost = await costBeside({ server, bareNode }, hostile, tries);
      const { name, status, cpuMilliseconds, bareNodeMilliseconds } = cost;
      const times = [cpuMilliseconds, bareNodeMilliseconds].map((time) => formatDecimals(time, 2));
      context.log(`hostile: ${times.join(" ms, bare Node ")} ms, ${status}, ${name}`);
      costs.push(cost);
    }
    const reading = { generator, load, slices };
    const control = await measureUnder(reading, hostileStream(`${stream} to bare Node`, bareNode.url));
    const row = await measureUnder(reading, hostileStream(stream, server.url));
    for (const { disturbance, done } of [control, row]) context.log(`hostile: ${disturbance}: ${done}`);
    return { tries, costs, sliceSeconds, rows: [row], control };
  } finally {
    await generator.stop();
    await bareNode.stop();
    await server.stop();
    await environment.stop();
  }
}

const passes = 4;

/** Takes turns between both servers, so that other load on the machine affects both. */
async function costBeside(
  { server, bareNode }: Record<"server" | "bareNode", ServerProcess>,
  hostile: HostileRequest,
  tries: number,
): Promise<HostileCost & { bareNodeMilliseconds: number }> {
  const { name, path } = hostile;
  const sum = { status: 0, cpuMilliseconds: 0, bareNodeMilliseconds: 0 };
  // The first pass only warms up the code.
  for (let pass = 0; pass <= passes; pass++) {
    const ours = await costOf(server, hostile, tries / passes);
    const bare = await costOf(bareNode, hostile, tries / passes);
    if (pass === 0) continue;
    sum.status = ours.status;
    sum.cpuMilliseconds += ours.cpuMilliseconds / passes;
    sum.bareNodeMilliseconds += bare.cpuMilliseconds / passes;
  }
  return { name, path: path.slice(0, 60), ...sum };
}

async function costOf(server: ServerProcess, hostile: HostileRequest, tries: number) {
  let status = 0;
  const before = usageOf(server.processId);
  for (let done = 0; done < tries; done++) status = await send(server.url, hostile);
  const after = usageOf(server.processId);
  if (!before || !after) throw new Error("Measuring processor time requires /proc.");
  return { status, cpuMilliseconds: (after.cpuMs - before.cpuMs) / tries };
}

/**
 * Resolves to the status, or 0 without an answer.
 * The server may answer and close the connection while the body is still being sent.
 */
function send(url: string, hostile: HostileRequest): Promise<number> {
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

function hostileStream(name: string, url: string): Disturbance {
  return {
    name,
    async start() {
      const startedAt = performance.now();
      let [sent, answered] = [0, 0];
      const underWay = new Set<Promise<void>>();
      const sendNext = () => {
        const hostile = hostileRequests[sent++ % hostileRequests.length];
        if (!hostile) return;
        // A connection that ends while the client still sends also counts as an answer.
        const sending: Promise<void> = send(url, hostile)
          .then(
            () => void answered++,
            () => void answered++,
          )
          .finally(() => underWay.delete(sending));
        underWay.add(sending);
      };
      const timer = setInterval(() => {
        const due = ((performance.now() - startedAt) / 1000) * hostilePerSecond;
        while (sent < due) sendNext();
      }, 10);
      return {
        isRunning: () => true,
        async finish() {
          clearInterval(timer);
          await Promise.all(underWay);
          const seconds = (performance.now() - startedAt) / 1000;
          return `${formatDecimals(answered / seconds, 0)} hostile requests per second`;
        },
      };
    },
  };
}
