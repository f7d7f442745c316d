import { once } from "node:events";
import { createServer, request as forward, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { createClient } from "@caretype/client";
import { build } from "esbuild";
import { z } from "zod";
import { type BenchEnvironment, createBenchEnvironment } from "../environment/bench-environment.ts";
import { formatDecimals } from "../markdown.ts";
import { startCaretypeServer } from "../peer/caretype.ts";
import { defineSection, type Goal, type Ratio } from "../section.ts";

const ClientResult = z.object({
  minifiedBytes: z.int(),
  gzipBytes: z.int(),
  calls: z.int(),
  requests: z.int(),
});
type ClientResult = z.output<typeof ClientResult>;

const calls = 10;

async function measureClient(): Promise<ClientResult> {
  const size = await bundleForBrowser('export * from "@caretype/client";');
  return { ...size, calls, requests: await countRequests() };
}

/** Returns how many requests reach the server for concurrent calls. */
async function countRequests(): Promise<number> {
  const environment = await createBenchEnvironment({ patients: calls });
  const server = await startCaretypeServer(environment);
  const counter = await startCounter(server.url);
  try {
    await callAtOnce(counter.url, environment);
    return counter.requests();
  } finally {
    counter.close();
    await server.stop();
    await environment.stop();
  }
}

async function callAtOnce(url: string, { account, patientIds }: BenchEnvironment): Promise<void> {
  const tokens = { access: account.accessToken, refresh: account.accessToken };
  const client = createClient({ url, store: { read: () => tokens, write: () => undefined } });
  const found = await Promise.all(patientIds.map((id) => client.patient.byId.query({ id })));
  const isRight = found.every(({ id }, index) => id === patientIds[index]);
  if (!isRight || found.length !== calls) throw new Error("The batch returned other patients.");
}

async function startCounter(target: string) {
  let count = 0;
  const server: Server = createServer((incoming, outgoing) => {
    count += 1;
    const { method, headers, url = "" } = incoming;
    incoming.pipe(
      forward(new URL(url, target), { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      }),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const isAddress = (address: unknown): address is AddressInfo => typeof address === "object";
  const address = server.address();
  return {
    url: `http://127.0.0.1:${isAddress(address) ? address.port : 0}`,
    requests: () => count,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const maxKilobytes = 12;
const kilobytes = (bytes: number) => bytes / 1024;

const clientGoals = ({ gzipBytes, calls, requests }: ClientResult): Goal[] => [
  {
    goal: `Client ≤ ${maxKilobytes} kB, compressed`,
    measured: `${formatDecimals(kilobytes(gzipBytes), 1)} kB`,
    met: kilobytes(gzipBytes) <= maxKilobytes,
  },
  {
    goal: `${calls} concurrent calls take one round trip`,
    measured: requests === 1 ? "1 request" : `${requests} requests`,
    met: requests === 1,
  },
];

const renderClient = ({ minifiedBytes, gzipBytes, calls, requests }: ClientResult) =>
  `Bundled for a browser with its dependencies: ${formatDecimals(kilobytes(minifiedBytes), 1)} kB minified, ` +
  `${formatDecimals(kilobytes(gzipBytes), 1)} kB with gzip.\n${calls} concurrent calls arrived as ${requests} ` +
  `${requests === 1 ? "request" : "requests"}.`;

/** If the bundle grows by half, its ratio falls by a third. */
const clientRatios = ({ gzipBytes, requests }: ClientResult): Ratio[] => [
  { row: "Room for the client to its size", value: maxKilobytes / kilobytes(gzipBytes) },
  { row: "Requests of a batch", value: 1 / requests },
];

export const client = defineSection({
  name: "client",
  title: "Client",
  result: ClientResult,
  measure: measureClient,
  render: renderClient,
  goals: clientGoals,
  check: { measure: measureClient, ratios: clientRatios },
});

/** The sizes of a bundle. */
type BundleSize = { minifiedBytes: number; gzipBytes: number };

const benchFolder = fileURLToPath(new URL("../..", import.meta.url));

/** Bundles a module with its dependencies, as a browser's build would. */
export async function bundleForBrowser(source: string): Promise<BundleSize> {
  const result = await build({
    stdin: { contents: source, resolveDir: benchFolder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error("The bundle is empty.");
  return { minifiedBytes: file.contents.length, gzipBytes: gzipSync(file.contents).length };
}
