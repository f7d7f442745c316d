import { describe, expect, onTestFinished, test, vi } from "vitest";
import { LoadLimit } from "../src/http/load-limit.ts";
import { createToyApp, signedIn } from "./toy-app.ts";
import { gate } from "./toy-router.ts";

/** Begins as many of these calls as are admitted. */
function begin(limit: LoadLimit, calls: number): number {
  let admitted = 0;
  for (let call = 0; call < calls; call++) {
    if (!limit.admits()) continue;
    limit.enter();
    admitted++;
  }
  return admitted;
}

function end(limit: LoadLimit, calls: number, milliseconds: number): void {
  for (let call = 0; call < calls; call++) limit.leave(milliseconds);
}

describe("the limit of a process's load", () => {
  test("takes all calls while the quickest one is quick", () => {
    const limit = new LoadLimit();
    for (let window = 0; window < 5; window++) {
      expect(begin(limit, 500)).toBe(500);
      end(limit, 499, 3_000);
      end(limit, 1, 20);
      limit.endWindow(20);
    }
    expect([limit.refused, limit.isIdle]).toEqual([0, true]);
  });

  test("falls by a third with each window in which all calls are slow, and to 64 at least", () => {
    const limit = new LoadLimit();
    const admitted = Array.from({ length: 9 }, () => {
      const taken = begin(limit, 100);
      end(limit, taken, 120);
      limit.endWindow(0);
      return taken;
    });
    expect(admitted).toEqual([100, 70, 64, 64, 64, 64, 64, 64, 64]);
    expect(limit.refused).toBe(900 - 618);
  });

  test("falls if the event loop is late, even if no call ends", () => {
    const limit = new LoadLimit();
    begin(limit, 100);
    limit.endWindow(5_000);
    end(limit, 100, 1);
    expect(begin(limit, 100)).toBe(70);
  });

  test("falls as much as the wait is too long", () => {
    const limit = new LoadLimit();
    expect(begin(limit, 1_000)).toBe(1_000);
    end(limit, 1_000, 500);
    limit.endWindow(0);
    expect(begin(limit, 1_000)).toBe(200);
  });

  test("does not fall for few calls, nor while calls wait and none ends", () => {
    const limit = new LoadLimit();
    begin(limit, 63);
    end(limit, 63, 900);
    limit.endWindow(900);
    expect(begin(limit, 500)).toBe(500);
    limit.endWindow(0);
    expect(begin(limit, 500)).toBe(500);
  });

  test("rises while calls come, and is lifted when fewer come", () => {
    const limit = new LoadLimit();
    begin(limit, 100);
    end(limit, 100, 120);
    limit.endWindow(0);
    const admitted = [10, 100, 100].map((calls) => {
      const taken = begin(limit, calls * 7);
      end(limit, taken, 5);
      limit.endWindow(0);
      return taken;
    });
    expect(admitted).toEqual([70, 77, 85]);
    expect(limit.isIdle).toBe(false);
    begin(limit, 10);
    end(limit, 10, 5);
    limit.endWindow(0);
    expect(limit.isIdle).toBe(true);
  });
});

/** Takes no call more than these. */
class FixedLimit extends LoadLimit {
  most = 0;
  #open = 0;

  override admits() {
    return this.#open < this.most;
  }

  override enter() {
    this.#open++;
  }

  override leave() {
    this.#open--;
  }

  override endWindow() {
    // It stays as it is.
  }
}

async function useApp() {
  const loadLimit = new FixedLimit();
  const { app, lines } = await createToyApp({ loadLimit });
  onTestFinished(() => app.close());
  const { promise, resolve } = Promise.withResolvers<void>();
  Object.assign(gate, { opened: promise, begun: 0, finished: 0 });
  return { app, lines, loadLimit, openGate: resolve };
}

describe("a server with more calls than it can answer", () => {
  test("refuses further ones on REST and typed, and takes them again afterwards", async () => {
    const { app, lines, loadLimit, openGate } = await useApp();
    loadLimit.most = 2;
    const slow = () => app.inject({ method: "POST", url: "/api/slow", headers: signedIn });
    const taken = [slow(), slow()];
    await vi.waitFor(() => expect(gate.begun).toBe(2));

    const rest = await app.inject({ url: "/api/pets", headers: signedIn });
    expect([rest.statusCode, rest.headers["retry-after"]]).toEqual([503, "1"]);
    expect(rest.json()).toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    const typed = await app.inject({ url: "/trpc/pet.list", headers: signedIn });
    expect([typed.statusCode, typed.headers["retry-after"]]).toEqual([503, "1"]);
    expect(typed.json()).toMatchObject({ error: { data: { code: "SERVICE_UNAVAILABLE" } } });
    expect((await app.inject({ url: "/health/live" })).statusCode).toBe(200);
    expect((await app.inject({ url: "/openapi.json" })).statusCode).toBe(200);

    openGate();
    expect((await Promise.all(taken)).map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect((await app.inject({ url: "/api/pets", headers: signedIn })).statusCode).toBe(200);
    const warnings = lines.filter((line) => line.includes("Overloaded"));
    expect(warnings).toHaveLength(1);
  });
});
