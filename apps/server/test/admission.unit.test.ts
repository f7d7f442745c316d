import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import type { Services } from "@caretype/api";
import { FairQueue } from "@caretype/db";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Admission, type Caller, maxRefusalDelay, maxWait, minLimit } from "../src/http/admission.ts";
import { createAdmissions } from "../src/http/plugin/admission.ts";
import { createToyApp, signedIn } from "./toy-app.ts";
import { gate } from "./toy-router.ts";

const caller = (practice: string, account = practice): Caller => ({ practice, account });

/** Queues calls, and records which are admitted, in order. */
function useAdmission() {
  const admission = new Admission();
  const admitted: string[] = [];
  const call = ({ practice, account }: Caller, calls = 1) => {
    for (let begun = 0; begun < calls; begun++) {
      const waiting = admission.admit({ practice, account });
      if (waiting === undefined) admitted.push(account);
      else
        void waiting.then(
          () => admitted.push(account),
          () => admitted.push(`${account} refused`),
        );
    }
  };
  /** Ends an account's calls, and returns the accounts admitted as a result. */
  const end = async ({ account }: Caller, calls = 1) => {
    admitted.length = 0;
    for (let ended = 0; ended < calls; ended++) admission.add(account, -1);
    await Promise.resolve();
    return [...admitted];
  };
  return { admission, admitted, call, end };
}

const greedy = caller("greedy");
const victim = caller("victim");

describe("admission", () => {
  test("works on 32 calls of one account at once, and lets the others wait in order", async () => {
    const { admission, admitted, call, end } = useAdmission();
    call(greedy, 512);
    expect(admitted).toHaveLength(32);
    expect(await end(greedy, 3)).toHaveLength(3);
    expect(admission.open).toBe(32);
  });

  test("refuses calls that have waited for too long, and no others", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { admission, admitted, call, end } = useAdmission();
    call(greedy, 512);
    vi.advanceTimersByTime(maxWait - 1);
    expect(await end(greedy, 32)).toHaveLength(32);
    vi.advanceTimersByTime(1);
    await Promise.resolve();
    expect(admission.refused).toBe(512 - 64);
    expect(admitted.filter((name) => name === "greedy refused")).toHaveLength(512 - 64);
    expect(await end(greedy, 32)).toEqual([]);
  });

  test("refuses at once what finds 4,096 waiting, and makes room for other accounts", async () => {
    const { admission, call, end } = useAdmission();
    call(greedy, 32 + 4_096 + 10);
    expect(admission.refused).toBe(10);
    call(victim, 5);
    expect(admission.refused).toBe(13);
    expect((await end(victim)).at(-1)).toBe("victim");
  });

  test("admits two calls of any other account at once, and 256 calls in all", () => {
    const { admitted, call } = useAdmission();
    call(greedy, 100);
    call(caller("greedy", "colleague"), 3);
    call(victim, 3);
    expect(admitted.slice(32)).toEqual(["colleague", "colleague", "victim", "victim"]);
    for (let number = 0; number < 500; number++) call(caller(`practice ${number}`));
    expect(admitted).toHaveLength(256);
  });

  test("serves practices round-robin, and the accounts of each", async () => {
    const { call, end } = useAdmission();
    const [one, other] = [caller("many", "one"), caller("many", "other")];
    call(greedy, 32);
    for (const account of [one, other, victim]) call(account, 10);
    // Two of each are admitted past the limit.
    await end(greedy, 6);
    const turns = await end(greedy, 8);
    expect(turns).toEqual(["one", "victim", "other", "victim", "one", "victim", "other", "victim"]);
  });

  test("admits more at once while calls are far from twice as slow as the quickest, as with a database far away", () => {
    const { admission, call } = useAdmission();
    call(greedy, 1_000);
    for (let answer = 0; answer < 100; answer++) admission.observe(answer === 0 ? 150 : 200);
    admission.add("greedy", -1);
    expect(admission.open).toBe(35);
    for (let answer = 0; answer < 10_000; answer++) admission.observe(200);
    admission.add("greedy", -1);
    expect(admission.open).toBe(256);
    for (let answer = 0; answer < 10_000; answer++) admission.observe(900);
    admission.add("greedy", -224);
    expect(admission.open).toBe(32);
  });

  test("does not raise the limit for slow answers, nor while nothing waits", () => {
    for (const [waiting, milliseconds] of [
      [1_000, 10],
      [0, 1],
    ] as const) {
      const { admission, call } = useAdmission();
      admission.observe(1);
      call(greedy, waiting);
      for (let answer = 0; answer < 1_000; answer++) admission.observe(milliseconds);
      call(greedy, 1_000);
      expect(admission.open).toBe(32);
    }
  });
});

/** Fills all places with slow changes of one address. */
async function useApp(settings: { corsOrigins?: string[] } = {}) {
  const { app, lines } = await createToyApp({ admissions: createAdmissions(), settings });
  onTestFinished(() => app.close());
  const { promise, resolve: openGate } = Promise.withResolvers<void>();
  Object.assign(gate, { opened: promise, begun: 0, finished: 0 });
  const waiting = Array.from({ length: minLimit }, () => app.inject({ method: "POST", url: "/api/slow" }));
  await vi.waitFor(() => expect(gate.begun).toBe(minLimit));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const begin = (url: string, headers = {}) =>
    app.inject({ method: "POST", url, headers: { ...signedIn, ...headers }, payload: {} });
  /** A change that waits for the maximum time. */
  const refused = async (url = "/api/pets", headers = {}) => {
    const answer = begin(url, headers);
    // Once this is answered, the other one waits.
    await app.inject({ url: "/api/pets", headers: signedIn });
    await vi.advanceTimersByTimeAsync(maxWait + maxRefusalDelay);
    return answer;
  };
  return { app, lines, waiting, openGate, begin, refused };
}

describe("a server with more changes than it can answer", () => {
  test("refuses those that wait too long, answers all else, and finishes all that it took", async () => {
    const { app, waiting, openGate, begin, refused } = await useApp();
    const rest = await refused();
    expect([rest.statusCode, rest.headers["retry-after"]]).toEqual([503, "1"]);
    expect(rest.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    const { request_id: id, ...problem } = rest.json();
    expect(problem).toMatchObject({ status: 503, code: "SERVICE_UNAVAILABLE" });
    expect(id).toBe(rest.headers["x-request-id"]);
    for (const url of ["/trpc/pet.create", "/trpc/pet.create?batch=1", "/trpc/pet.update,pet.list?batch=1"]) {
      const typed = await refused(url);
      expect([typed.statusCode, typed.headers["retry-after"]]).toEqual([503, "1"]);
      expect(typed.json()).toMatchObject({ error: { data: { code: "SERVICE_UNAVAILABLE" } } });
    }
    for (const url of ["/api/pets", "/trpc/pet.list", "/health/live", "/openapi.json"])
      expect((await app.inject({ url, headers: signedIn })).statusCode).toBe(200);

    const late = begin("/api/pets");
    openGate();
    for (const { statusCode } of await Promise.all(waiting)) expect(statusCode).toBe(200);
    expect((await late).statusCode).toBe(201);
  });

  test("logs refusals in one line, with their count", async () => {
    const { app, lines, waiting, openGate, refused } = await useApp();
    lines.splice(0);
    for (let call = 0; call < 3; call++) await refused();
    openGate();
    await Promise.all(waiting);
    await app.close();
    const about = lines.map((line) => JSON.parse(line)).filter(({ err }) => err?.type === "Overloaded");
    expect(about.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(lines.filter((line) => line.includes("POST") && line.includes("/pets"))).toEqual([]);
  });

  test("lets pages of the listed origins read a refusal", async () => {
    const { waiting, openGate, refused } = await useApp({ corsOrigins: ["https://app.example"] });
    const allowed = await refused("/api/pets", { origin: "https://app.example" });
    expect(allowed.headers).toMatchObject({
      "access-control-allow-origin": "https://app.example",
      "access-control-expose-headers": "retry-after, x-request-id",
    });
    const other = await refused("/api/pets", { origin: "https://other.example" });
    expect(other.headers).not.toHaveProperty("access-control-allow-origin");
    openGate();
    await Promise.all(waiting);
  });

  test("ends the connection of a refusal while it stops", async () => {
    const { app, waiting, openGate, refused } = await useApp();
    expect((await refused()).headers.connection).toBe("keep-alive");
    app.lifecycle.startDraining();
    expect((await refused()).headers.connection).toBe("close");
    openGate();
    await Promise.all(waiting);
  });

  test("keeps the connection of a refusal, and ends it after a long body", async () => {
    const { app, waiting, openGate } = await useApp();
    vi.useRealTimers();
    const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
    const socket = connect(Number(port), "127.0.0.1");
    const post = (length: number) =>
      ["POST /api/pets HTTP/1.1", "Host: localhost", `Content-Length: ${length}`, "", ""].join("\r\n");
    socket.write(`${post(2)}{}${post(900_000_000)}`);
    const answers = (await text(socket)).match(/HTTP\/1.1 \d+|connection: [\w-]+/gi);
    expect(answers).toEqual(["HTTP/1.1 503", "Connection: keep-alive", "HTTP/1.1 503", "Connection: close"]);
    openGate();
    await Promise.all(waiting);
  });
});

test("bodies that arrive slowly take no places of other calls", async () => {
  const admissions = createAdmissions();
  const { app } = await createToyApp({ admissions });
  onTestFinished(() => app.close());
  const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
  const head = ["POST /api/pets HTTP/1.1", "Host: localhost", `Authorization: ${signedIn.authorization}`];
  const type = ["Content-Type: application/json", "Content-Length: 200", "", "{"];
  const sockets = Array.from({ length: minLimit }, () => {
    const socket = connect(Number(port), "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    socket.write([...head, ...type].join("\r\n"));
    return socket;
  });
  await vi.waitFor(async () => {
    const open = await promisify(app.server.getConnections.bind(app.server))();
    expect(open).toBe(sockets.length);
  });
  // Their requests are all read before this one.
  const headers = { ...signedIn, "content-type": "application/json" };
  const other = await fetch(`http://127.0.0.1:${port}/api/pets`, { method: "POST", headers, body: "{}" });
  expect(other.status).not.toBe(503);
  expect(admissions.mutation.refused).toBe(0);
  expect(admissions.mutation.open).toBe(0);
});

test("calls that wait for their turn take no places of others, and leave the queue with their clients", async () => {
  const admissions = createAdmissions();
  const queue = new FairQueue<void>({ refusal: () => new Error("refused") });
  const longReads: Services["longReads"] = {
    countCall: () => undefined,
    run: async ({ practiceId, client }, read) => {
      await client?.apart(queue.enqueue({ caller: practiceId, client }));
      return read();
    },
  };
  const { app, lines } = await createToyApp({ admissions, services: { longReads } });
  onTestFinished(() => app.close());
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const leaving = new AbortController();
  const input = encodeURIComponent('{"limit":200}');
  const calls = ["/api/pets?limit=200", `/trpc/pet.list?input=${input}`].map((path) =>
    fetch(`${url}${path}`, { headers: signedIn, signal: leaving.signal }),
  );
  await vi.waitFor(() => expect(queue.length).toBe(calls.length));
  expect(admissions.query.open).toBe(0);
  leaving.abort();
  for (const call of calls) await expect(call).rejects.toThrow("aborted");
  await vi.waitFor(() => expect(queue.isEmpty).toBe(true));
  expect(lines.filter((line) => line.includes("SERVICE_UNAVAILABLE"))).toEqual([]);
});
