import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { createBenchEnvironment } from "../environment/bench-environment.ts";
import { IsolationRow, measureUnder } from "../isolation/measure.ts";
import { startGenerator } from "../load/generator.ts";
import type { Load } from "../load/messages.ts";
import { formatDecimals } from "../markdown.ts";
import { startCaretypeServer, typedCalls } from "../peer/caretype.ts";
import { type ServerProcess, startNodeServer } from "../process/server-process.ts";
import { processorMilliseconds } from "../process/usage.ts";
import { type HostileRequest, hostileRequests } from "./requests.ts";
import { hostilePerSecond, send, startSender } from "./sender.ts";

export const HostileCost = z.object({
  name: z.string(),
  path: z.string(),
  status: z.int(),
  /** CPU time of the server's process, over all threads. */
  cpuMilliseconds: z.number(),
  /** The same of a Node server that only answers 404. */
  bareNodeMilliseconds: z.number().nullable().default(null),
});
export type HostileCost = z.output<typeof HostileCost>;

export const HostileResult = z.object({
  tries: z.int(),
  costs: z.array(HostileCost),
  sliceSeconds: z.number(),
  rows: z.array(IsolationRow),
  /** The same requests to a bare Node beside Caretype: what sending them costs on a machine that does it all. */
  control: IsolationRow.nullable().default(null),
});
export type HostileResult = z.output<typeof HostileResult>;

const callsPerSecond = 500;
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
    const control = await measureUnder(reading, {
      name: `${stream} to bare Node`,
      start: () => startSender(bareNode.url),
    });
    const row = await measureUnder(reading, { name: stream, start: () => startSender(server.url) });
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
  const before = processorMilliseconds(server.processId);
  for (let done = 0; done < tries; done++) status = await send(server.url, hostile);
  const after = processorMilliseconds(server.processId);
  if (before === null || after === null) throw new Error("Measuring processor time requires /proc.");
  return { status, cpuMilliseconds: (after - before) / tries };
}

// Answers each request at once, and lets Node discard the body. This is the least that any server on Node does.

const program = fileURLToPath(import.meta.url);

function startBareNode(): Promise<ServerProcess> {
  return startNodeServer({ name: "bare Node", arguments: [program], readyPath: "/ready", env: {} });
}

if (process.argv[1] === program) {
  createServer((request, response) => {
    // A client that sends chunks by hand waits for the end of the connection.
    if (request.headers["transfer-encoding"] !== undefined) response.shouldKeepAlive = false;
    response
      .writeHead(request.url === "/ready" ? 200 : 404, { "content-type": "application/json" })
      .end("{}");
  }).listen(Number(process.env.PORT), "127.0.0.1");
}
