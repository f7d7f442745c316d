import { once } from "node:events";
import { createServer, request as forward, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "@caretype/client";
import { z } from "zod";
import { type BenchEnvironment, createBenchEnvironment } from "../environment/bench-environment.ts";
import { startCaretypeServer } from "../peer/caretype.ts";
import { bundleForBrowser } from "./bundle.ts";

export const ClientResult = z.object({
  minifiedBytes: z.int(),
  gzipBytes: z.int(),
  calls: z.int(),
  requests: z.int(),
});
export type ClientResult = z.output<typeof ClientResult>;

const calls = 10;

export async function measureClient(): Promise<ClientResult> {
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
