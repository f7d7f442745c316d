import { afterAll, expect, test, vi } from "vitest";
import { oddRouter } from "./fast-path/odd-router.ts";
import { type Answer, exchange } from "./fast-path/raw-exchange.ts";
import { type SentRequest, sampleRequests } from "./fast-path/requests.ts";
import { createToyApp } from "./toy-app.ts";
import { received } from "./toy-router.ts";

// Sends the same bytes to a server with the fast path, and to one that uses only tRPC's own handler. Expects the same
// status, headers, body, procedure inputs and log lines.

async function startApp(fastPath: boolean) {
  const settings = { allowedHosts: ["*"], corsOrigins: ["https://app.example.org"] };
  const { app, lines } = await createToyApp({ router: oddRouter, fastPath, settings });
  await app.listen({ port: 0, host: "127.0.0.1" });
  afterAll(() => app.close());
  const address = app.server.address();
  return { lines, port: typeof address === "object" && address !== null ? address.port : 0 };
}

const fast = await startApp(true);
const stock = await startApp(false);

/** The only headers that may differ, and why. */
const deliberateDifferences: Record<string, string> = {
  date: "the clock's",
  "content-length": "the fast path has the whole body and says how long it is",
  "transfer-encoding": "tRPC's own handler sends the same body as a stream",
};

type Outcome = { answer: Answer; inputs: string[] };

async function ask(port: number, request: SentRequest, id: string): Promise<Outcome> {
  received.length = 0;
  const answer = await exchange(port, request, id);
  // A batch's calls run concurrently, in no guaranteed order.
  return { answer, inputs: received.map((input) => JSON.stringify(input)).toSorted() };
}

/** Each answer has its own id. */
const ownId = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

function comparable({ answer: { status, headers, body }, inputs }: Outcome) {
  const kept = Object.entries(headers).filter(([name]) => !Object.hasOwn(deliberateDifferences, name));
  const text = JSON.stringify({ status, headers: Object.fromEntries(kept.toSorted()), body, inputs });
  return text.replace(ownId, "own-id");
}

/** The log lines of each request, without times, ports and the frames of errors. */
function logsById(lines: string[]): Map<string, string[]> {
  const logs = new Map<string, string[]>();
  for (const line of lines) {
    const { clientRequestId, requestId: _id, time: _time, ms: _ms, pid: _pid, ...rest } = JSON.parse(line);
    if (clientRequestId === undefined) continue;
    const text = JSON.stringify(rest, (name, value) => (name === "frames" ? "frames" : value));
    logs.set(clientRequestId, [...(logs.get(clientRequestId) ?? []), text].toSorted());
  }
  return logs;
}

const isStreamed = ({ headers }: Answer) => headers["transfer-encoding"] !== undefined;

/**
 * Status and path of an answer.
 * If both send it in one piece, it is Fastify's refusal, or for HTTP 1.0.
 */
function kindOf(ofFast: Answer, ofStock: Answer): string {
  const handler = !isStreamed(ofStock) ? "neither" : isStreamed(ofFast) ? "stock" : "fast";
  return `${handler} ${ofFast.status}`;
}

test("both paths answer a thousand requests in the same way", async () => {
  const differences: unknown[] = [];
  const counts = new Map<string, number>();
  for (const [index, request] of sampleRequests(1000).entries()) {
    const ofFast = await ask(fast.port, request, `request-${index}`);
    const ofStock = await ask(stock.port, request, `request-${index}`);
    const kind = kindOf(ofFast.answer, ofStock.answer);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const [answered, expected] = [comparable(ofFast), comparable(ofStock)];
    if (answered !== expected) differences.push({ request, answered, expected });
  }
  expect(differences).toEqual([]);
  await vi.waitFor(() => expect(logsById(fast.lines)).toEqual(logsById(stock.lines)));
  // The compared requests are of several kinds.
  const kinds = [...counts.keys()];
  for (const status of [200, 207, 400, 401, 403, 404, 405, 409, 415, 429, 500]) {
    expect(kinds).toContain(`fast ${status}`);
  }
  for (const kind of ["stock 200", "stock 207", "stock 400", "neither 413", "neither 415"]) {
    expect(kinds).toContain(kind);
  }
  const onFastPath = [...counts].filter(([kind]) => kind.startsWith("fast")).map(([, count]) => count);
  expect(onFastPath.reduce((sum, count) => sum + count)).toBeGreaterThan(500);
});
