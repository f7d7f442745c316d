import { afterAll, expect, test, vi } from "vitest";
import { oddRouter } from "./lanes/odd-router.ts";
import { type Answer, exchange } from "./lanes/raw-exchange.ts";
import { type SentRequest, sampleRequests } from "./lanes/requests.ts";
import { createToyApp } from "./toy-app.ts";
import { received } from "./toy-router.ts";

// The same requests, byte for byte, to a server with the fast lane and to one that leaves all to tRPC's own handler:
// the same status, headers, body, inputs of the procedures and lines of the log.

async function startLane(fastPath: boolean) {
  const settings = { allowedHosts: ["*"], corsOrigins: ["https://app.example.org"] };
  const { app, lines } = await createToyApp({ router: oddRouter, fastPath, settings });
  await app.listen({ port: 0, host: "127.0.0.1" });
  afterAll(() => app.close());
  const address = app.server.address();
  return { lines, port: typeof address === "object" && address !== null ? address.port : 0 };
}

const fast = await startLane(true);
const stock = await startLane(false);

/** The only headers that may differ, and why. */
const deliberateDifferences: Record<string, string> = {
  date: "the clock's",
  "content-length": "the fast lane has the whole body and says how long it is",
  "transfer-encoding": "tRPC's own handler sends the same body as a stream",
};

type Outcome = { answer: Answer; inputs: string[] };

async function ask(port: number, request: SentRequest, id: string): Promise<Outcome> {
  received.length = 0;
  const answer = await exchange(port, request, id);
  // A batch's calls run at the same time, and which of two comes first is nobody's promise.
  return { answer, inputs: received.map((input) => JSON.stringify(input)).toSorted() };
}

/** Each answer has an id of its own. */
const ownId = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

function comparable({ answer: { status, headers, body }, inputs }: Outcome) {
  const kept = Object.entries(headers).filter(([name]) => !Object.hasOwn(deliberateDifferences, name));
  const text = JSON.stringify({ status, headers: Object.fromEntries(kept.toSorted()), body, inputs });
  return text.replace(ownId, "own-id");
}

/** What each request has left in the log, but for times, ports and the frames of errors. */
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

/** Status and lane of an answer. What both lanes send in one piece is Fastify's refusal, or is for HTTP 1.0. */
function kindOf(ofFast: Answer, ofStock: Answer): string {
  const lane = !isStreamed(ofStock) ? "neither" : isStreamed(ofFast) ? "stock" : "fast";
  return `${lane} ${ofFast.status}`;
}

test("a thousand requests are answered alike by both lanes", async () => {
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
  // What was compared is not all of one kind.
  const kinds = [...counts.keys()];
  for (const status of [200, 207, 400, 401, 403, 404, 405, 409, 415, 429, 500]) {
    expect(kinds).toContain(`fast ${status}`);
  }
  for (const kind of ["stock 200", "stock 207", "stock 400", "neither 413", "neither 415"]) {
    expect(kinds).toContain(kind);
  }
  const inLane = [...counts].filter(([kind]) => kind.startsWith("fast")).map(([, count]) => count);
  expect(inLane.reduce((sum, count) => sum + count)).toBeGreaterThan(500);
});
