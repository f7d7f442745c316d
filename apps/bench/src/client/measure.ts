import { once } from "node:events";
import { createServer, request as forward, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { createClient } from "@caretype/client";
import { build } from "esbuild";
import { type BenchEnvironment, createBenchEnvironment } from "../environment/bench-environment.ts";
import { startCaretypeServer } from "../peer/caretype.ts";
import type { ClientResult } from "./result.ts";

const calls = 10;

export async function measureClient(): Promise<ClientResult> {
  const { minified, compressed } = await bundleClient();
  return { minifiedBytes: minified, gzipBytes: compressed, calls, requests: await countRequests() };
}

/** Bundles the client with its dependencies, as a browser's build would. */
async function bundleClient(): Promise<{ minified: number; compressed: number }> {
  const result = await build({
    entryPoints: [fileURLToPath(import.meta.resolve("@caretype/client"))],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error("The bundle is empty.");
  return { minified: file.contents.length, compressed: gzipSync(file.contents).length };
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
