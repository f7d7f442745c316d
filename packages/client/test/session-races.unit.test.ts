import { setTimeout as sleep } from "node:timers/promises";
import { asId } from "@caretype/core/kernel/field/ids";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Client, createClient, isErrorCode, memoryStore, type TokenStore } from "../src/index.ts";
import { FakeServer, gate, unauthenticated } from "./fake-server.ts";

let server: FakeServer;
let store: TokenStore;
let caretype: Client;
const onSignedOut = vi.fn();

beforeEach(async () => {
  server = await FakeServer.start();
  store = memoryStore();
  onSignedOut.mockReset();
  caretype = createClient({ url: server.url, store, onSignedOut });
});

const logIn = () => caretype.auth.login({ email: "ada@example.org", password: "a password" });
const read = (client = caretype) => client.patient.byId.query({ id: asId("1") });
const isUnauthenticated = (error: unknown) => isErrorCode(error, "UNAUTHENTICATED");

describe("during a refresh", () => {
  async function refreshing() {
    await logIn();
    server.expireAccess();
    const answer = gate();
    server.work["account.refresh"] = () => answer.passed;
    const call = read();
    await vi.waitFor(() => expect(server.calls("account.refresh")).toBe(1));
    return { call, answer };
  }

  it("a sign-out is not undone", async () => {
    const { call, answer } = await refreshing();
    const loggedOut = caretype.auth.logout();
    await vi.waitFor(async () => expect(await store.read()).toBeNull());
    answer.open();
    await expect(call).rejects.toSatisfy(isUnauthenticated);
    await loggedOut;
    expect(await store.read()).toBeNull();
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  it("a sign-in is not undone, and the waiting call does not run as the other account", async () => {
    const { call, answer } = await refreshing();
    const { tokens } = await logIn();
    answer.open();
    await expect(call).rejects.toSatisfy(isUnauthenticated);
    expect(await store.read()).toEqual(tokens);
    expect(server.requests.map(({ token }) => token)).not.toContain(tokens.access);
    await read();
    expect(server.requests.at(-1)?.token).toBe(tokens.access);
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
    await logIn();
    refusal.open();
    await expect(call).rejects.toSatisfy(isUnauthenticated);
    expect(server.calls("patient.byId")).toBe(1);
    expect(server.calls("account.refresh")).toBe(0);
  });

  it("a call after a sign-out carries no token, however slow the store", async () => {
    const slow = memoryStore(server.startSession());
    store = { read: slow.read, write: (tokens) => sleep(20).then(() => slow.write(tokens)) };
    caretype = createClient({ url: server.url, store });
    const loggedOut = caretype.auth.logout();
    await expect(read()).rejects.toSatisfy(isUnauthenticated);
    await loggedOut;
    expect(server.requests.find(({ paths }) => paths.includes("patient.byId"))?.token).toBeNull();
  });

  it("the refresh's own write does not overtake an earlier write to a slow store", async () => {
    const slow = memoryStore();
    store = { read: slow.read, write: (tokens) => sleep(tokens ? 30 : 1).then(() => slow.write(tokens)) };
    caretype = createClient({ url: server.url, store });
    const { call, answer } = await refreshing();
    answer.open();
    await sleep(10);
    await caretype.auth.logout();
    await call.catch(() => undefined);
    await sleep(40);
    expect(await store.read()).toBeNull();
  });

  it("tokens that another tab refreshed first are used", async () => {
    const { call, answer } = await refreshing();
    server.work["account.refresh"] = () => undefined;
    await read(createClient({ url: server.url, store }));
    const shared = await store.read();
    answer.open();
    await expect(call).resolves.toBeNull();
    expect(await store.read()).toEqual(shared);
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  it("one client of a store with a lock renews the tokens, and the others use these", async () => {
    let last: Promise<unknown> = Promise.resolve();
    const shared: TokenStore = {
      ...memoryStore(server.startSession()),
      lock(work) {
        const done = last.then(work);
        last = done.catch(() => undefined);
        return done;
      },
    };
    server.expireAccess();
    const clients = [1, 2, 3].map(() => createClient({ url: server.url, store: shared }));
    await Promise.all(clients.map((client) => read(client)));
    expect(server.calls("account.refresh")).toBe(1);
    // A sign-out during the wait for the lock persists.
    server.expireAccess();
    const waiting = read(clients[0]);
    await shared.write(null);
    await expect(waiting).rejects.toSatisfy(isUnauthenticated);
    expect(await shared.read()).toBeNull();
  });
});
