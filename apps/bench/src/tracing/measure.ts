import { once } from "node:events";
import { createServer } from "node:http";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { caretypePeer, startCaretypeServer } from "../peer/caretype.ts";
import { limitPeer } from "../peer/limit/peer.ts";
import type { PoolSizes } from "../peer/patient/store.ts";
import { limitName, type Peer } from "../peer/peer.ts";
import { measurePeers } from "../throughput/measure.ts";
import { ThroughputRow } from "../throughput/result.ts";

export const TracingResult = z.object({
  /** The first peer traces nothing. */
  rows: z.array(ThroughputRow),
});
export type TracingResult = z.output<typeof TracingResult>;

const shares = [0, 0.01, 1];
const pool: PoolSizes = { reads: 4, writes: 8 };

/** Measures the same server without traces, and with them for some of the requests and for all. */
export async function measureTracing(context: BenchContext): Promise<TracingResult> {
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
