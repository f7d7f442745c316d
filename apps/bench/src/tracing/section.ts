import { once } from "node:events";
import { createServer } from "node:http";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { formatDecimals, formatInteger, orDash, table } from "../markdown.ts";
import { caretypePeer, startCaretypeServer } from "../peer/caretype.ts";
import { limitPeer } from "../peer/limit/peer.ts";
import type { PoolSizes } from "../peer/patient/store.ts";
import { limitName, type Peer } from "../peer/peer.ts";
import { defineSection, type Goal } from "../section.ts";
import { measurePeers } from "../throughput/measure.ts";
import { operationNames, ThroughputRow } from "../throughput/result.ts";

const TracingResult = z.object({
  /** The first peer traces nothing. */
  rows: z.array(ThroughputRow),
});
type TracingResult = z.output<typeof TracingResult>;

const shares = [0, 0.01, 1];
const pool: PoolSizes = { reads: 4, writes: 8 };

/** Measures the same server without traces, and with them for some of the requests and for all. */
async function measureTracing(context: BenchContext): Promise<TracingResult> {
  // Reads what it gets, as a collector does, and keeps nothing.
  const collector = createServer((request, response) => {
    request
      .resume()
      .on("end", () => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
  }).listen(0, "127.0.0.1");
  await once(collector, "listening");
  const address = collector.address();
  if (address === null || typeof address === "string") throw new Error("The collector has no port.");
  const endpoint = `http://127.0.0.1:${address.port}`;
  try {
    const peers = [
      limitPeer(1, pool),
      caretypePeer("typed", 1),
      ...shares.map((share) => traced(endpoint, share)),
    ];
    const rows = await measurePeers(context, { peers, references: [] });
    return { rows: rows.filter(({ peer }) => peer !== limitName) };
  } finally {
    collector.close();
    collector.closeAllConnections();
  }
}

function traced(endpoint: string, share: number): Peer {
  const name = `${share * 100} % of the requests traced`;
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: String(share) };
  return {
    ...caretypePeer("typed", 1),
    name,
    serverKey: name,
    start: (environment) => startCaretypeServer(environment, { env }),
  };
}

const longest = 1.1;

/** A row with its figures relative to those of the server without traces. */
type Compared = ThroughputRow & { calls: number; processorTime: number | null };

const compared = ({ rows }: TracingResult): Compared[] =>
  rows.flatMap((row) => {
    const plain = rows.find(({ operation }) => operation === row.operation);
    if (plain === undefined) return [];
    return {
      ...row,
      calls: row.callsPerSecond.median / plain.callsPerSecond.median,
      processorTime:
        row.serverMicroseconds && plain.serverMicroseconds
          ? row.serverMicroseconds / plain.serverMicroseconds
          : null,
    };
  });

const renderTracing = (result: TracingResult) =>
  `Calls per second and processor time of the server, relative to the same server without a collector.

${table(
  ["", "", "calls/s:", "× without:", "processor time per call ×:"],
  compared(result).map(({ peer, operation, callsPerSecond, calls, processorTime }) => [
    operationNames[operation],
    peer,
    formatInteger(callsPerSecond.median),
    formatDecimals(calls, 2),
    orDash(processorTime, (times) => formatDecimals(times, 2)),
  ]),
)}`;

/** The goal is about processor time, because the calls per second of a machine change more than this. */
function tracingGoals(result: TracingResult): Goal[] {
  const times = compared(result)
    .filter(({ peer }) => peer.startsWith("1 %"))
    .flatMap(({ processorTime }) => processorTime ?? []);
  const worst = Math.max(...times);
  return [
    {
      goal: `Traces of 1 % of the requests: processor time per call ≤ ${longest} × without`,
      measured: times.length === 0 ? "not measurable here" : `${formatDecimals(worst, 2)} ×`,
      met: times.length === 0 ? null : worst <= longest,
    },
  ];
}

export const tracing = defineSection({
  name: "tracing",
  title: "Traces",
  result: TracingResult,
  measure: measureTracing,
  render: renderTracing,
  goals: tracingGoals,
});
