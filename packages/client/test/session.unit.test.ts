import { asId } from "@caretype/core/kernel/field/ids";
import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  type Client,
  createClient,
  isErrorCode,
  isNetworkError,
  memoryStore,
  type TokenStore,
} from "../src/index.ts";
import { FakeServer, gate, Refusal, unauthenticated, unavailable } from "./fake-server.ts";

let server: FakeServer;
let store: TokenStore;
let caretype: Client;
const onSignedOut = vi.fn();

beforeEach(async () => {
  server = await FakeServer.start();
  store = memoryStore();
  onSignedOut.mockReset();
  caretype = createClient({ url: server.url, store, onSignedOut, retry: { firstDelayMs: 1 } });
});

const logIn = () => caretype.auth.login({ email: "ada@example.org", password: "a password" });
const read = (client = caretype) => client.patient.byId.query({ id: asId("1") });
const isUnauthenticated = (error: unknown) => isErrorCode(error, "UNAUTHENTICATED");

describe("signing in", () => {
  it("keeps the tokens of a login and sends them", async () => {
    const { user, tokens } = await logIn();
    await read();
    expect(user.id).toBe("account-1");
    expect(await store.read()).toEqual(tokens);
    expect(server.requests.at(-1)?.token).toBe(tokens.access);
    expect(await caretype.auth.isSignedIn()).toBe(true);
    expect(await caretype.auth.accessToken()).toBe(tokens.access);
  });

  it("keeps the tokens of a registration", async () => {
    const { tokens } = await caretype.auth.register({ email: "ada@example.org", password: "a password" });
    expect(await store.read()).toEqual(tokens);
  });

  it("sends no token when signed out, and does not try to refresh", async () => {
    await expect(read()).rejects.toSatisfy(isUnauthenticated);
    expect(server.requests.map(({ token }) => token)).toEqual([null]);
  });

  it("leaves the session as it was when a login is refused", async () => {
    const { tokens } = await logIn();
    server.work["account.login"] = () => Promise.reject(unavailable());
    await expect(logIn()).rejects.toThrow();
    expect(await store.read()).toEqual(tokens);
  });
});

describe("refreshing", () => {
  it("refreshes once for 30 waiting calls, and retries each of them", async () => {
    await logIn();
    server.expireAccess();
    server.work["patient.byId"] = () => ({ name: "Jane Roe" });
    const patients = await Promise.all(Array.from({ length: 30 }, () => read()));
    expect(patients).toHaveLength(30);
    expect(patients[29]?.name).toBe("Jane Roe");
    expect(server.calls("account.refresh")).toBe(1);
    expect(server.calls("patient.byId")).toBe(60);
  });

  it("keeps the rotated pair, so that it can refresh repeatedly", async () => {
    const { tokens } = await logIn();
    for (const round of [1, 2, 3]) {
      server.expireAccess();
      await read();
      expect(server.calls("account.refresh")).toBe(round);
    }
    expect((await store.read())?.refresh).not.toBe(tokens.refresh);
    expect(server.requests.at(-1)?.token).toBe((await store.read())?.access);
  });

  it("does not send a call a third time", async () => {
    await logIn();
    server.intercept = (paths) => {
      if (paths.includes("patient.byId")) server.expireAccess();
      return null;
    };
    await expect(read()).rejects.toSatisfy(isUnauthenticated);
    expect(server.calls("patient.byId")).toBe(2);
    expect(server.calls("account.refresh")).toBe(1);
  });

  it("refreshes once for calls of one batch that are all refused", async () => {
    await logIn();
    server.expireAccess();
    await Promise.all([read(), caretype.patient.list.query({}), caretype.auth.me()]);
    expect(server.requests.map(({ paths }) => paths.length)).toEqual([1, 3, 1, 3]);
  });

  it("uses the newer token if a slow call is refused after the refresh", async () => {
    await logIn();
    const refusal = gate();
    server.work["patient.list"] = async () => {
      await refusal.passed;
      throw unauthenticated();
    };
    const slow = caretype.patient.list.query({});
    await vi.waitFor(() => expect(server.calls("patient.list")).toBe(1));
    server.expireAccess();
    await read();
    server.work["patient.list"] = () => ({ items: [] });
    refusal.open();
    await expect(slow).resolves.toEqual({ items: [] });
    expect(server.calls("account.refresh")).toBe(1);
  });
});

describe("a refresh that fails", () => {
  it("signs out if the session has ended: empty store, one event, every call UNAUTHENTICATED", async () => {
    await logIn();
    server.endSessions();
    const calls = await Promise.allSettled(Array.from({ length: 30 }, () => read()));
    expect(calls.every(({ status }) => status === "rejected")).toBe(true);
    for (const call of calls) expect(call).toHaveProperty("reason.data.code", "UNAUTHENTICATED");
    expect(await store.read()).toBeNull();
    expect(onSignedOut).toHaveBeenCalledTimes(1);
    expect(server.calls("account.refresh")).toBe(1);
  });

  it("signs out if the store contains no valid refresh token", async () => {
    await store.write({ access: "", refresh: "" });
    server.work["account.refresh"] = () => Promise.reject(new Refusal("INVALID_INPUT", "BAD_REQUEST"));
    await expect(read()).rejects.toSatisfy(isUnauthenticated);
    expect(await store.read()).toBeNull();
    expect(onSignedOut).toHaveBeenCalledTimes(1);
  });

  it("keeps the tokens if the server cannot tell, and works again when it can", async () => {
    const { tokens } = await logIn();
    server.expireAccess();
    server.work["account.refresh"] = () => Promise.reject(unavailable());
    await expect(Promise.all([read(), read()])).rejects.toSatisfy((error) =>
      isErrorCode(error, "SERVICE_UNAVAILABLE"),
    );
    expect(await store.read()).toEqual(tokens);
    expect(onSignedOut).not.toHaveBeenCalled();
    server.work["account.refresh"] = () => undefined;
    await expect(read()).resolves.toBeNull();
  });

  it("keeps the tokens when the connection breaks", async () => {
    const { tokens } = await logIn();
    server.expireAccess();
    server.intercept = (paths, response) => (paths.includes("account.refresh") ? response.destroy() : null);
    await expect(read()).rejects.toSatisfy(isNetworkError);
    expect(await store.read()).toEqual(tokens);
  });
});
