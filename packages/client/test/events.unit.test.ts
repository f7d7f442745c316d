import type { PracticeId } from "@caretype/core/kernel/field/ids";
import { asId } from "@caretype/core/kernel/field/ids";
import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  type AuthEvents,
  type Client,
  createClient,
  isErrorCode,
  memoryStore,
  type SecondFactorChallenge,
} from "../src/index.ts";
import { FakeServer, Refusal } from "./fake-server.ts";

let server: FakeServer;
let caretype: Client;
let events: [name: string, event: object][];

beforeEach(async () => {
  server = await FakeServer.start();
  caretype = createClient({ url: server.url, retry: false });
  events = [];
  for (const name of ["signedIn", "signedOut", "mfaRequired"] satisfies (keyof AuthEvents)[]) {
    caretype.auth.on(name, (event: object) => void events.push([name, event]));
  }
});

const logIn = () => caretype.auth.login({ email: "ada@example.org", password: "a password" });
const read = (client = caretype) => client.patient.byId.query({ id: asId("1") });
const receivedEvents = async () => {
  await new Promise((resolve) => setImmediate(resolve));
  return events;
};

describe("events", () => {
  it("report a sign-in and a sign-out", async () => {
    await logIn();
    await caretype.auth.logout();
    expect(await receivedEvents()).toEqual([
      ["signedIn", { accountId: "account-1" }],
      ["signedOut", { reason: "logout" }],
    ]);
  });

  it("do not report a sign-out if nobody is signed in", async () => {
    await caretype.auth.logout();
    expect(await receivedEvents()).toEqual([]);
  });

  it("report a session that the server has ended, once for all calls that notice", async () => {
    await logIn();
    server.endSessions();
    await Promise.allSettled([read(), read(), read()]);
    expect((await receivedEvents()).slice(1)).toEqual([["signedOut", { reason: "ended" }]]);
  });

  it("report what a sign-in needs to be completed", async () => {
    const secondFactor: SecondFactorChallenge = { challenge: "abc", methods: ["totp", "recoveryCode"] };
    server.work["account.login"] = () =>
      Promise.reject(new Refusal("SECOND_FACTOR_REQUIRED", "UNAUTHORIZED", { secondFactor }));
    const error = await logIn().catch((refusal: unknown) => refusal);
    expect(isErrorCode(error, "SECOND_FACTOR_REQUIRED") && error.data.secondFactor).toEqual(secondFactor);
    expect(await receivedEvents()).toEqual([["mfaRequired", { reason: "login", ...secondFactor }]]);
    expect(await caretype.auth.isSignedIn()).toBe(false);
  });

  it("report a call that requires re-authentication", async () => {
    await logIn();
    server.work["patient.byId"] = () => Promise.reject(new Refusal("REAUTHENTICATION_REQUIRED", "FORBIDDEN"));
    await expect(read()).rejects.toSatisfy((error) => isErrorCode(error, "REAUTHENTICATION_REQUIRED"));
    expect((await receivedEvents()).slice(1)).toEqual([["mfaRequired", { reason: "reauthentication" }]]);
  });

  it("do not reach a removed listener", async () => {
    const listener = vi.fn();
    const stop = caretype.auth.on("signedIn", listener);
    stop();
    await logIn();
    await receivedEvents();
    expect(listener).not.toHaveBeenCalled();
  });
});

describe("the session", () => {
  it("tells whose tokens the client has", async () => {
    expect(await caretype.auth.session()).toBeNull();
    await logIn();
    const session = await caretype.auth.session();
    expect(session).toMatchObject({ accountId: "account-1" });
    expect(session?.accessExpiresAt.getTime()).toBeGreaterThan(Date.now());
    await caretype.auth.logout();
    expect(await caretype.auth.session()).toBeNull();
  });

  it("is null for tokens that cannot be read", async () => {
    const odd = createClient({ url: server.url, store: memoryStore({ access: "odd", refresh: "odd" }) });
    expect(await odd.auth.session()).toBeNull();
  });
});

describe("the practice", () => {
  const one = "0198c0de-0000-7000-8000-000000000001";
  const sent = () => server.requests.at(-1)?.headers.get("caretype-practice");

  it("is sent with each call, with its current value", async () => {
    let practice: PracticeId | null = null;
    caretype = createClient({ url: server.url, retry: false, practice: () => practice });
    await logIn();
    await read();
    expect(sent()).toBeNull();
    practice = asId<PracticeId>("0198c0de-0000-7000-8000-000000000001");
    await read();
    expect(sent()).toBe(practice);
  });

  it("may be the same for all calls", async () => {
    caretype = createClient({ url: server.url, retry: false, practice: asId(one) });
    await logIn();
    await read();
    expect(sent()).toBe(one);
  });

  const add = (name: string) => caretype.patient.create.mutate({ name, gender: "female" });
  const written = () =>
    server.requests
      .filter(({ paths }) => paths.includes("patient.create"))
      .map(({ paths, headers }) => [headers.get("caretype-practice"), paths.length]);

  it("of a retried call stays the same", async () => {
    let practice = asId<PracticeId>("one");
    caretype = createClient({ url: server.url, retry: { firstDelayMs: 1 }, practice: () => practice });
    await logIn();
    server.intercept = (_, response) => {
      server.intercept = () => null;
      practice = asId<PracticeId>("other");
      return response.destroy();
    };
    await add("Ann Lee");
    expect(written()).toEqual([
      ["one", 1],
      ["one", 1],
    ]);
  });

  it("of a call that waits for a new token stays the same", async () => {
    let practice = asId<PracticeId>("one");
    caretype = createClient({ url: server.url, retry: false, practice: () => practice });
    await logIn();
    server.expireAccess();
    server.work["account.refresh"] = () => {
      practice = asId<PracticeId>("other");
    };
    await add("Ann Lee");
    expect(written()).toEqual([
      ["one", 1],
      ["one", 1],
    ]);
  });

  it("is each call's own if it is switched in between, and calls for the same one share a request", async () => {
    let practice = asId<PracticeId>("one");
    caretype = createClient({ url: server.url, retry: false, practice: () => practice });
    await logIn();
    const calls = [add("Ann Lee"), add("Bea Ito")];
    practice = asId<PracticeId>("other");
    calls.push(add("Cy Fox"));
    practice = asId<PracticeId>("one");
    calls.push(add("Di Ray"));
    practice = asId<PracticeId>("other again");
    await Promise.all(calls);
    expect(written().toSorted()).toEqual([
      ["one", 3],
      ["other", 1],
    ]);
  });

  it("is each call's own, even for more practices than any user has", async () => {
    let practice = asId<PracticeId>("");
    caretype = createClient({ url: server.url, retry: false, practice: () => practice });
    await logIn();
    const names = Array.from({ length: 30 }, (_, index) => `practice-${index}`);
    await Promise.all(
      names.map((name) => {
        practice = asId(name);
        return add(name);
      }),
    );
    expect(written().toSorted()).toEqual(names.toSorted().map((name) => [name, 1]));
  });

  it("is not sent with calls of auth: an account that has left it can still sign out", async () => {
    caretype = createClient({ url: server.url, retry: false, practice: asId(one) });
    await logIn();
    await caretype.auth.me();
    server.expireAccess();
    await caretype.auth.me();
    await caretype.auth.logout();
    await logIn();
    await caretype.auth.logoutEverywhere();
    expect(server.calls("account.refresh")).toBe(1);
    const named = server.requests.filter(({ headers }) => headers.has("caretype-practice"));
    expect(named).toEqual([]);
  });
});

describe("an API key", () => {
  it("is sent with each call, without a session", async () => {
    const service = createClient({ url: server.url, apiKey: "ct_key", retry: false });
    await expect(read(service)).rejects.toSatisfy((error) => isErrorCode(error, "UNAUTHENTICATED"));
    expect(server.requests.map(({ token }) => token)).toEqual(["ct_key"]);
  });

  it("signs nobody in", () => {
    const service = createClient({ url: server.url, apiKey: "ct_key" });
    expect(() => service.auth.login).toThrow(TypeError);
  });

  it("leaves an auth that can be printed and awaited", async () => {
    const { auth } = createClient({ url: server.url, apiKey: "ct_key" });
    expect(String(Object.prototype.toString.call(auth))).toBe("[object Object]");
    expect(await Promise.resolve(auth)).toBe(auth);
  });
});
