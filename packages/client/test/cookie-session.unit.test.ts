import { asId } from "@caretype/core/kernel/field/ids";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type Client,
  type ClientOptions,
  createClient,
  isAborted,
  isErrorCode,
  isNetworkError,
} from "../src/index.ts";
import { createBrowser, FakeServer, gate, unauthenticated, unavailable } from "./fake-server.ts";

let server: FakeServer;
let browser: ReturnType<typeof createBrowser>;
let caretype: Client;

beforeEach(async () => {
  server = await FakeServer.start();
  vi.stubGlobal("location", { origin: server.url, href: `${server.url}/page` });
  vi.stubGlobal("isSecureContext", true);
  // No channel by default.
  vi.stubGlobal("BroadcastChannel", undefined);
  browser = createBrowser();
  caretype = openTab();
});

afterEach(() => vi.unstubAllGlobals());

/** A page of the server's own origin, in the same browser as all others. */
const openTab = (options: Partial<ClientOptions> = {}) =>
  createClient({
    url: server.url,
    session: "cookie",
    fetch: browser.fetch,
    retry: { firstDelayMs: 1 },
    ...options,
  });

const logIn = (client = caretype) => client.auth.login({ email: "ada@example.org", password: "a password" });
const read = (client = caretype) => client.patient.byId.query({ id: asId("1") });
const isUnauthenticated = (error: unknown) => isErrorCode(error, "UNAUTHENTICATED");
const accountOf = async (client = caretype) => (await client.auth.session())?.accountId;
const headersOf = (path: string) =>
  server.requests.find(({ paths }) => paths.includes(path))?.headers.get("caretype-session");

/** Resolves to a client's sign-out events, once there are this many. */
function reasonsOf(client: Client) {
  const reasons: string[] = [];
  client.auth.on("signedOut", ({ reason }) => reasons.push(reason));
  return reasons;
}

describe("a session in a cookie", () => {
  it("never shows the client a refresh token, and only calls of accounts ask for the cookie", async () => {
    const { tokens } = await logIn();
    expect(tokens).toMatchObject({ refresh: "cookie" });
    expect(browser.jar.cookie).toBe("refresh=refresh-1");
    await read();
    expect([headersOf("account.login"), headersOf("patient.byId")]).toEqual(["cookie", null]);
  });

  it("is renewed repeatedly, once for all waiting calls", async () => {
    await logIn();
    for (const round of [1, 2, 3]) {
      server.expireAccess();
      await Promise.all(Array.from({ length: 30 }, () => read()));
      expect(server.calls("account.refresh")).toBe(round);
    }
    expect(browser.jar.cookie).toBe("refresh=refresh-4");
  });

  it("ends when the server says so, with one event", async () => {
    const onSignedOut = vi.fn();
    caretype = openTab({ onSignedOut });
    const reasons = reasonsOf(caretype);
    await logIn();
    server.endSessions();
    await expect(Promise.allSettled([read(), read()])).resolves.toHaveLength(2);
    expect([reasons, onSignedOut.mock.calls.length, browser.jar.cookie]).toEqual([["ended"], 1, ""]);
    expect(await caretype.auth.isSignedIn()).toBe(false);
  });

  it("is ended by a sign-out, also with an expired access token", async () => {
    await logIn();
    server.expireAccess();
    await expect(caretype.auth.logout()).resolves.toEqual({ endedOnServer: true });
    expect(browser.jar.cookie).toBe("");
    await expect(openTab().auth.resume()).resolves.toBeNull();
  });
});

describe("resuming", () => {
  it("continues the session after a reload, with one request however often it is called", async () => {
    await logIn();
    const reloaded = openTab();
    const sessions = await Promise.all([reloaded.auth.resume(), reloaded.auth.resume()]);
    expect(sessions.map((session) => session?.sessionId)).toEqual(["session-1", "session-1"]);
    await read(reloaded);
    expect(await reloaded.auth.resume()).toEqual(sessions[0]);
    expect(server.calls("account.refresh")).toBe(1);
  });

  it("finds nothing in a browser without a session", async () => {
    const reasons = reasonsOf(caretype);
    await expect(caretype.auth.resume()).resolves.toBeNull();
    expect(reasons).toEqual([]);
  });

  it("rejects if the server cannot tell, and can be retried", async () => {
    await logIn();
    const reloaded = openTab();
    server.work["account.refresh"] = () => Promise.reject(unavailable());
    await expect(reloaded.auth.resume()).rejects.toSatisfy((error) =>
      isErrorCode(error, "SERVICE_UNAVAILABLE"),
    );
    server.work["account.refresh"] = () => undefined;
    await expect(reloaded.auth.resume()).resolves.toMatchObject({ accountId: "account-1" });
  });

  it("is undone by a concurrent sign-out, which ends the session that it finds", async () => {
    await logIn();
    const reloaded = openTab();
    const answer = gate();
    server.work["account.refresh"] = () => answer.passed;
    const resumed = reloaded.auth.resume();
    await vi.waitFor(() => expect(server.calls("account.refresh")).toBe(1));
    const loggedOut = reloaded.auth.logout();
    answer.open();
    await expect(resumed).resolves.toBeNull();
    await loggedOut;
    expect([await reloaded.auth.isSignedIn(), browser.jar.cookie]).toEqual([false, ""]);
  });

  it("does not undo a concurrent sign-in", async () => {
    await logIn();
    const reloaded = openTab();
    const answer = gate();
    server.work["account.refresh"] = () => answer.passed;
    const resumed = reloaded.auth.resume();
    await vi.waitFor(() => expect(server.calls("account.refresh")).toBe(1));
    server.accountId = "account-2";
    const loggedIn = logIn(reloaded);
    answer.open();
    await Promise.all([resumed, loggedIn]);
    expect(await accountOf(reloaded)).toBe("account-2");
    expect(await accountOf((await openAndResume()).client)).toBe("account-2");
  });

  it("if the server cannot tell, a sign-out still ends the session", async () => {
    await logIn();
    const reloaded = openTab();
    await expect(reloaded.auth.logout()).resolves.toEqual({ endedOnServer: true });
    expect(browser.jar.cookie).toBe("");
    expect(server.calls("account.logout")).toBe(2);
  });

  it("returns the stored session, if it is in a store", async () => {
    const store = { read: () => server.startSession(), write: () => undefined };
    const stored = createClient({ url: server.url, store });
    await expect(stored.auth.resume()).resolves.toMatchObject({ sessionId: "session-1" });
    expect(server.requests).toEqual([]);
  });
});

async function openAndResume() {
  const client = openTab();
  return { client, session: await client.auth.resume() };
}

describe("during a renewal", () => {
  async function renewing() {
    await logIn();
    server.expireAccess();
    const answer = gate();
    server.work["account.refresh"] = () => answer.passed;
    const call = read();
    await vi.waitFor(() => expect(server.calls("account.refresh")).toBe(1));
    return { call, answer };
  }

  it("a sign-out is not undone", async () => {
    const reasons = reasonsOf(caretype);
    const { call, answer } = await renewing();
    const loggedOut = caretype.auth.logout();
    answer.open();
    await expect(call).rejects.toSatisfy(isUnauthenticated);
    await expect(loggedOut).resolves.toEqual({ endedOnServer: true });
    expect([await caretype.auth.isSignedIn(), browser.jar.cookie, reasons]).toEqual([false, "", ["logout"]]);
  });

  it("a sign-in is not undone, neither here nor in the cookie, and the waiting call does not run as that account", async () => {
    const { call, answer } = await renewing();
    server.accountId = "account-2";
    const loggedIn = logIn();
    answer.open();
    await loggedIn;
    await call.catch((error: unknown) => expect(error).toSatisfy(isUnauthenticated));
    expect(await accountOf()).toBe("account-2");
    expect((await openAndResume()).session?.accountId).toBe("account-2");
  });

  it("a sign-in that is aborted while it waits for the lock is not sent", async () => {
    // A `fetch` that ignores signals.
    caretype = openTab({ fetch: (url, init) => browser.fetch(url, { ...init, signal: null }) });
    const { call, answer } = await renewing();
    const ending = new AbortController();
    const credentials = { email: "ada@example.org", password: "a password" };
    const loggedIn = caretype.auth.login(credentials, { signal: ending.signal });
    ending.abort();
    await expect(loggedIn).rejects.toSatisfy(isAborted);
    answer.open();
    await call;
    // Waits for the same lock.
    await openAndResume();
    expect(server.calls("account.login")).toBe(1);
  });
});

describe("in a browser without Web Locks", () => {
  beforeEach(() => void vi.stubGlobal("navigator", {}));

  /** Another account signs in before the answer to the first one's renewal arrives. */
  async function overtakenBy(client: Client, ask: () => Promise<unknown>) {
    const answer = gate();
    server.work["account.refresh"] = () => answer.passed;
    const asked = ask().catch((error: unknown) => error);
    await vi.waitFor(() => expect(server.calls("account.refresh")).toBe(1));
    server.accountId = "account-2";
    await logIn(client);
    answer.open();
    return asked;
  }

  it("a sign-in is not undone by a renewal that is answered after it", async () => {
    await logIn();
    server.expireAccess();
    expect(await overtakenBy(caretype, () => read())).toSatisfy(isUnauthenticated);
    expect(await accountOf()).toBe("account-2");
  });

  it("nor by a page's resuming", async () => {
    await logIn();
    const reloaded = openTab();
    const resumed = await overtakenBy(reloaded, () => reloaded.auth.resume());
    expect(resumed).toMatchObject({ accountId: "account-2" });
    expect(await accountOf(reloaded)).toBe("account-2");
  });

  it("the next renewal detects a cookie that such a renewal overwrote", async () => {
    const reasons = reasonsOf(caretype);
    await logIn();
    server.expireAccess();
    await overtakenBy(caretype, () => read());
    server.expireAccess();
    await expect(read()).rejects.toSatisfy(isUnauthenticated);
    expect(reasons).toEqual(["ended"]);
  });
});

describe("two tabs", () => {
  it("renew one after the other, and both continue", async () => {
    await logIn();
    const { client: other } = await openAndResume();
    server.expireAccess();
    await Promise.all([read(), read(other)]);
    expect(server.calls("account.refresh")).toBe(3);
    expect(browser.jar.cookie).toBe("refresh=refresh-4");
  });

  it("continue if the other has signed in as the same account", async () => {
    await logIn();
    await logIn(openTab());
    server.expireAccess();
    await read();
    expect((await caretype.auth.session())?.sessionId).toBe("session-2");
  });

  it("never continue as another account: the next renewal detects it at the latest", async () => {
    const reasons = reasonsOf(caretype);
    await logIn();
    const other = openTab();
    server.accountId = "account-2";
    await logIn(other);
    server.expireAccess();
    await expect(read()).rejects.toSatisfy(isUnauthenticated);
    expect([reasons, await caretype.auth.isSignedIn()]).toEqual([["replaced"], false]);
    const tokens = server.requests.flatMap(({ paths, token }) =>
      paths.includes("patient.byId") ? token : [],
    );
    expect(tokens).toHaveLength(1);
    await read(other);
    expect(await accountOf(other)).toBe("account-2");
  });

  it("detect the other's sign-out with the next renewal at the latest", async () => {
    const reasons = reasonsOf(caretype);
    await logIn();
    const { client: other } = await openAndResume();
    await other.auth.logout();
    await expect(read()).rejects.toSatisfy(isUnauthenticated);
    expect(reasons).toEqual(["ended"]);
  });

  it("a sign-out with an old token does not end another account's session", async () => {
    await logIn();
    server.accountId = "account-2";
    const other = openTab();
    await logIn(other);
    server.expireAccess();
    await expect(caretype.auth.logout()).resolves.toEqual({ endedOnServer: false });
    expect(server.calls("account.logout")).toBe(1);
    await read(other);
    expect(await accountOf(other)).toBe("account-2");
  });
});

describe("if the server cannot tell", () => {
  it("the session is kept", async () => {
    await logIn();
    server.expireAccess();
    server.intercept = (paths, response) => (paths.includes("account.refresh") ? response.destroy() : null);
    await expect(read()).rejects.toSatisfy(isNetworkError);
    server.intercept = () => null;
    await read();
    expect(await accountOf()).toBe("account-1");
  });

  it("a call that is refused after another account has signed in does not run as that account", async () => {
    await logIn();
    const refusal = gate();
    server.work["patient.byId"] = async () => {
      await refusal.passed;
      throw unauthenticated();
    };
    const call = read();
    await vi.waitFor(() => expect(server.calls("patient.byId")).toBe(1));
    server.accountId = "account-2";
    await logIn();
    refusal.open();
    await expect(call).rejects.toSatisfy(isUnauthenticated);
    expect([server.calls("patient.byId"), server.calls("account.refresh")]).toEqual([1, 0]);
  });
});

describe("without such a cookie", () => {
  it.each([
    ["a page without TLS", () => vi.stubGlobal("isSecureContext", false)],
    ["outside of a browser", () => vi.stubGlobal("location", undefined)],
  ])("the tokens are in memory: %s", async (_where, change) => {
    change();
    const plain = openTab();
    const { tokens } = await logIn(plain);
    expect(tokens).toMatchObject({ refresh: "refresh-1" });
    server.expireAccess();
    await read(plain);
    expect([headersOf("account.login"), headersOf("account.refresh"), browser.jar.cookie]).toEqual([
      null,
      null,
      "",
    ]);
    await expect(openTab().auth.resume()).resolves.toBeNull();
  });

  it.each([
    ["another origin", { url: "https://api.example.org" }],
    ["a store", { store: { read: () => null, write: () => undefined } }],
    ["an API key", { apiKey: "ct_key" }],
  ])("it is refused at once: with %s", (_what, options) => {
    expect(() => createClient({ url: "", session: "cookie", ...options })).toThrow(TypeError);
  });

  it("accepts the page's own origin, however it is written", () => {
    for (const url of ["", "/", server.url, `${server.url}/`]) {
      expect(() => createClient({ url, session: "cookie" })).not.toThrow();
    }
  });
});
