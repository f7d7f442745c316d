import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import type { Services } from "@caretype/api";
import { FairQueue } from "@caretype/db";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { bursts, type Caller, LoadLimit, LoadLimits } from "../src/http/load-limit.ts";
import { createToyApp, signedIn } from "./toy-app.ts";
import { gate } from "./toy-router.ts";

/** Begins as many of these calls as are admitted. */
function begin(limit: LoadLimit, calls: number): number {
  let admitted = 0;
  for (let call = 0; call < calls; call++) {
    if (!limit.admits()) continue;
    limit.enter(1);
    admitted++;
  }
  return admitted;
}

function end(limit: LoadLimit, calls: number, milliseconds: number): void {
  for (let call = 0; call < calls; call++) limit.leave(1, milliseconds);
}

/** A window in which so many calls come, and take so long. Returns how many are taken. */
function pass(limit: LoadLimit, calls: number, milliseconds: number): number {
  const taken = begin(limit, calls);
  end(limit, taken, milliseconds);
  limit.endWindow(0);
  return taken;
}

/** A limit that knows how quick a call can be. */
function measured(milliseconds: number): LoadLimit {
  const limit = new LoadLimit(256);
  pass(limit, 1, milliseconds);
  return limit;
}

describe("the limit of a process's load", () => {
  test("takes a burst before anything is measured, and no more", () => {
    expect(begin(new LoadLimit(256), 1_000)).toBe(256);
  });

  test("falls by a third with each window in which calls wait too long, and to 32 at least", () => {
    const limit = measured(3);
    const admitted = Array.from({ length: 6 }, () => pass(limit, 100, 36));
    expect(admitted).toEqual([100, 70, 49, 34, 32, 32]);
  });

  test("falls as much as the wait is too long", () => {
    const limit = measured(3);
    expect(pass(limit, 250, 153)).toBe(250);
    expect(begin(limit, 1_000)).toBe(50);
  });

  test("falls although a few calls are quick", () => {
    const limit = measured(3);
    begin(limit, 200);
    end(limit, 20, 4);
    end(limit, 180, 153);
    limit.endWindow(0);
    expect(begin(limit, 1_000)).toBe(40);
  });

  test("does not fall while less than half of the calls are slow", () => {
    const limit = measured(3);
    for (let window = 0; window < 5; window++) {
      expect(begin(limit, 200)).toBe(200);
      end(limit, 99, 3_000);
      end(limit, 101, 20);
      limit.endWindow(20);
    }
  });

  test("does not fall for locked records while few other calls end", () => {
    const limit = measured(3);
    expect(begin(limit, 200)).toBe(200);
    end(limit, 18, 2_000);
    end(limit, 1, 20);
    limit.endWindow(0);
    expect(begin(limit, 1_000)).toBe(282 - 181);
  });

  test("does not fall because the database is far away", () => {
    const limit = measured(150);
    for (let window = 0; window < 5; window++) expect(pass(limit, 200, 175)).toBe(200);
    expect(pass(limit, 200, 260)).toBe(200);
    expect(pass(limit, 200, 260)).toBe(54);
  });

  test("forgets the quickest call after a minute", () => {
    const limit = measured(3);
    for (let window = 0; window < 600; window++) pass(limit, 10, 150);
    for (let window = 0; window < 5; window++) expect(pass(limit, 200, 175)).toBe(200);
  });

  test("falls if the event loop is late, even if no call ends", () => {
    const limit = new LoadLimit(256);
    begin(limit, 100);
    limit.endWindow(5_000);
    end(limit, 100, 1);
    expect(begin(limit, 100)).toBe(70);
  });

  test("does not fall for few calls, and rises while calls wait and none ends", () => {
    const limit = measured(3);
    expect(pass(limit, 31, 900)).toBe(31);
    expect(begin(limit, 1_000)).toBe(256);
    limit.endWindow(0);
    expect(begin(limit, 1_000)).toBe(282 - 256);
  });

  test("rises as far as calls need it, and falls back little by little when fewer come", () => {
    const limit = measured(3);
    const rising = Array.from({ length: 4 }, () => pass(limit, 1_000, 5));
    expect(rising).toEqual([256, 282, 311, 343]);
    pass(limit, 10, 5);
    expect(pass(limit, 1_000, 5)).toBe(343);
    expect(limit.isIdle).toBe(false);
    for (let window = 0; window < 9; window++) pass(limit, 10, 5);
    expect(limit.isIdle).toBe(true);
  });

  test("takes a burst again as soon as few calls come", () => {
    const limit = measured(3);
    pass(limit, 100, 120);
    expect(pass(limit, 10, 5)).toBe(10);
    expect(begin(limit, 1_000)).toBe(256);
  });
});

/** The caller with this account of a practice. */
const caller = (practice: string, account = "owner") => ({ practice, account });

/** Begins as many of these calls as are admitted. */
function beginAs(limit: LoadLimit, who: Caller, calls: number): number {
  let admitted = 0;
  for (; admitted < calls && limit.admits(who); admitted++) limit.enter(1, who);
  return admitted;
}

describe("a limit that a caller fills", () => {
  test("takes all calls of one caller, and then its share of another one's", () => {
    const limit = new LoadLimit(32);
    expect(beginAs(limit, caller("greedy"), 1_000)).toBe(32);
    expect(beginAs(limit, caller("victim"), 1_000)).toBe(16);
    expect(beginAs(limit, caller("greedy"), 1)).toBe(0);
    limit.leave(16, 5, caller("greedy"));
    limit.leave(1, 5, caller("greedy"));
    expect(beginAs(limit, caller("greedy"), 1_000)).toBe(1);
  });

  test("takes a call of another practice beside sixty greedy accounts, of one practice or of many", () => {
    for (const practiceOf of [() => "greedy", (number: number) => `greedy ${number}`]) {
      const limit = new LoadLimit(32);
      for (let round = 0; round < 10; round++)
        for (let number = 0; number < 60; number++)
          beginAs(limit, caller(practiceOf(number), `account ${number}`), 1);
      // The calls of a page.
      expect(beginAs(limit, caller("victim"), 4)).toBe(4);
    }
  });

  test("takes a call of a colleague of the greedy account", () => {
    const limit = new LoadLimit(32);
    beginAs(limit, caller("practice", "greedy"), 1_000);
    expect(beginAs(limit, caller("other"), 1)).toBe(1);
    limit.leave(20, 5, caller("practice", "greedy"));
    expect(beginAs(limit, caller("other"), 100)).toBeGreaterThan(10);
    expect(beginAs(limit, caller("practice", "colleague"), 1)).toBe(1);
  });

  test("takes no more than eight times as many, however many callers there are", () => {
    const limit = new LoadLimit(32);
    for (let number = 0; number < 1_000; number++) beginAs(limit, caller(`practice ${number}`), 1);
    expect(limit.admits(caller("another"))).toBe(false);
  });
});

/** Stays as it is, so that the time of the test changes nothing. */
class FixedLimit extends LoadLimit {
  override endWindow() {
    // Nothing is measured.
  }
}

async function useApp(settings: { corsOrigins?: string[] } = {}) {
  const loadLimits = new LoadLimits((burst) => new FixedLimit(burst));
  const { app, lines } = await createToyApp({ loadLimits, settings });
  onTestFinished(() => app.close());
  const { promise, resolve: openGate } = Promise.withResolvers<void>();
  Object.assign(gate, { opened: promise, begun: 0, finished: 0 });
  const waiting = Array.from({ length: bursts.mutation }, () =>
    app.inject({ method: "POST", url: "/api/slow" }),
  );
  await vi.waitFor(() => expect(gate.begun).toBe(bursts.mutation));
  const change = (headers = {}) =>
    app.inject({ method: "POST", url: "/api/pets", headers: { ...signedIn, ...headers }, payload: {} });
  return { app, lines, waiting, openGate, change };
}

describe("a server with more changes than it can answer", () => {
  test("refuses further ones at once, answers all else, and finishes all that it took", async () => {
    const { app, waiting, openGate, change } = await useApp();
    const rest = await change();
    expect([rest.statusCode, rest.headers["retry-after"]]).toEqual([503, "1"]);
    expect(rest.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    const { request_id: id, ...problem } = rest.json();
    expect(problem).toMatchObject({ status: 503, code: "SERVICE_UNAVAILABLE" });
    expect(id).toBe(rest.headers["x-request-id"]);
    for (const url of ["/trpc/pet.create", "/trpc/pet.create?batch=1", "/trpc/pet.update,pet.list?batch=1"]) {
      const typed = await app.inject({ method: "POST", url, headers: signedIn, payload: {} });
      expect([typed.statusCode, typed.headers["retry-after"]]).toEqual([503, "1"]);
      expect(typed.json()).toMatchObject({ error: { data: { code: "SERVICE_UNAVAILABLE" } } });
    }
    for (const url of ["/api/pets", "/trpc/pet.list", "/health/live", "/openapi.json"])
      expect((await app.inject({ url, headers: signedIn })).statusCode).toBe(200);

    openGate();
    for (const { statusCode } of await Promise.all(waiting)) expect(statusCode).toBe(200);
    expect((await change()).statusCode).toBe(201);
  });

  test("lets a call wait for a place while others call, for a second at most", async () => {
    const { app, waiting, openGate, change } = await useApp();
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    expect((await change()).statusCode).toBe(503);
    const other = () => app.inject({ url: "/api/pets", headers: signedIn, remoteAddress: "192.0.2.7" });
    expect((await other()).statusCode).toBe(200);
    let isTold = false;
    const refusal = change().finally(() => {
      isTold = true;
    });
    expect((await other()).statusCode).toBe(200);
    vi.advanceTimersByTime(900);
    expect((await other()).statusCode).toBe(200);
    expect(isTold).toBe(false);
    vi.advanceTimersByTime(100);
    expect((await refusal).statusCode).toBe(503);

    const taken = change();
    expect((await other()).statusCode).toBe(200);
    openGate();
    await Promise.all(waiting);
    vi.advanceTimersByTime(100);
    expect((await taken).statusCode).toBe(201);
  });

  test("begins one request of each caller in a turn of the event loop while others call", async () => {
    const { app } = await createToyApp({ loadLimits: new LoadLimits() });
    onTestFinished(() => app.close());
    const answered: string[] = [];
    const call = async (remoteAddress: string) => {
      expect((await app.inject({ url: "/api/pets", headers: signedIn, remoteAddress })).statusCode).toBe(200);
      answered.push(remoteAddress);
    };
    await call("192.0.2.7");
    const burst = Array.from({ length: 20 }, () => call("192.0.2.8"));
    await Promise.all([...burst, call("192.0.2.7")]);
    expect(answered.slice(1).indexOf("192.0.2.7")).toBeLessThan(5);
  });

  test("logs refusals in one line, with their count", async () => {
    const { app, lines, waiting, openGate, change } = await useApp();
    lines.splice(0);
    for (let call = 0; call < 3; call++) await change();
    openGate();
    await Promise.all(waiting);
    await app.close();
    const about = lines.map((line) => JSON.parse(line)).filter(({ err }) => err?.type === "Overloaded");
    expect(about.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(lines.filter((line) => line.includes("/pets"))).toEqual([]);
  });

  test("lets pages of the listed origins read a refusal", async () => {
    const { waiting, openGate, change } = await useApp({ corsOrigins: ["https://app.example"] });
    const allowed = await change({ origin: "https://app.example" });
    expect(allowed.headers).toMatchObject({
      "access-control-allow-origin": "https://app.example",
      "access-control-expose-headers": "retry-after, x-request-id",
    });
    const other = await change({ origin: "https://other.example" });
    expect(other.headers).not.toHaveProperty("access-control-allow-origin");
    openGate();
    await Promise.all(waiting);
  });

  test("ends the connection of a refusal while it stops", async () => {
    const { app, waiting, openGate, change } = await useApp();
    expect((await change()).headers.connection).toBe("keep-alive");
    app.lifecycle.startDraining();
    expect((await change()).headers.connection).toBe("close");
    openGate();
    await Promise.all(waiting);
  });

  test("keeps the connection of a refusal, and ends it after a long body", async () => {
    const { app, waiting, openGate } = await useApp();
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
  const loadLimits = new LoadLimits((burst) => new FixedLimit(burst));
  const { app } = await createToyApp({ loadLimits });
  onTestFinished(() => app.close());
  const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
  const head = ["POST /api/pets HTTP/1.1", "Host: localhost", `Authorization: ${signedIn.authorization}`];
  const type = ["Content-Type: application/json", "Content-Length: 200", "", "{"];
  const sockets = Array.from({ length: bursts.mutation }, () => {
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
  expect(loadLimits.refused).toBe(0);
  expect(loadLimits.mutation.isIdle).toBe(true);
});

test("calls that wait for their turn take no places of others, and leave the queue with their clients", async () => {
  const loadLimits = new LoadLimits((burst) => new FixedLimit(burst));
  const queue = new FairQueue<void>({ refusal: () => new Error("refused") });
  const longReads: Services["longReads"] = {
    countCall: () => undefined,
    run: async ({ practiceId, client }, read) => {
      await client?.apart(queue.join({ caller: practiceId, client }));
      return read();
    },
  };
  const { app, lines } = await createToyApp({ loadLimits, services: { longReads } });
  onTestFinished(() => app.close());
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const leaving = new AbortController();
  const input = encodeURIComponent('{"limit":200}');
  const calls = ["/api/pets?limit=200", `/trpc/pet.list?input=${input}`].map((path) =>
    fetch(`${url}${path}`, { headers: signedIn, signal: leaving.signal }),
  );
  await vi.waitFor(() => expect(queue.length).toBe(calls.length));
  expect(loadLimits.query.isIdle).toBe(true);
  leaving.abort();
  for (const call of calls) await expect(call).rejects.toThrow("aborted");
  await vi.waitFor(() => expect(queue.isEmpty).toBe(true));
  expect(lines.filter((line) => line.includes("SERVICE_UNAVAILABLE"))).toEqual([]);
});
