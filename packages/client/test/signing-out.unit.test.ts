import { beforeEach, expect, it, vi } from "vitest";
import {
  type Client,
  createClient,
  isAborted,
  isErrorCode,
  memoryStore,
  type TokenStore,
} from "../src/index.ts";
import { FakeServer, gate, unavailable } from "./fake-server.ts";

let server: FakeServer;
let store: TokenStore;
let caretype: Client;
const onSignedOut = vi.fn();

beforeEach(async () => {
  server = await FakeServer.start();
  store = memoryStore(server.startSession());
  onSignedOut.mockReset();
  caretype = createClient({ url: server.url, store, onSignedOut, retry: { firstDelayMs: 1 } });
});

it("deletes the tokens and ends the session", async () => {
  await expect(caretype.auth.logout()).resolves.toEqual({ endedOnServer: true });
  expect(await store.read()).toBeNull();
  expect(await caretype.auth.isSignedIn()).toBe(false);
  expect(server.calls("account.logout")).toBe(1);
  expect(onSignedOut).not.toHaveBeenCalled();
});

it("deletes the tokens also if the server cannot be reached, and reports that", async () => {
  await server.close();
  await expect(caretype.auth.logout()).resolves.toEqual({ endedOnServer: false });
  expect(await store.read()).toBeNull();
});

it("retries on the server when it is called again", async () => {
  server.work["account.logout"] = () => Promise.reject(unavailable());
  await expect(caretype.auth.logout()).resolves.toEqual({ endedOnServer: false });
  expect(await store.read()).toBeNull();
  const before = server.calls("account.logout");
  server.work["account.logout"] = () => undefined;
  await expect(caretype.auth.logout()).resolves.toEqual({ endedOnServer: true });
  await expect(caretype.auth.logout()).resolves.toEqual({ endedOnServer: true });
  expect(server.calls("account.logout")).toBe(before + 1);
});

it("ends the session also with an expired access token", async () => {
  server.expireAccess();
  await expect(caretype.auth.logout()).resolves.toEqual({ endedOnServer: true });
  expect(server.requests.map(({ paths }) => paths[0])).toEqual([
    "account.logout",
    "account.refresh",
    "account.logout",
  ]);
  expect(await store.read()).toBeNull();
});

it("counts a session that has already ended as ended", async () => {
  server.endSessions();
  await expect(caretype.auth.logout()).resolves.toEqual({ endedOnServer: true });
});

it.each(["login", "register"] as const)("is not undone by a %s that is answered later", async (name) => {
  const answer = gate();
  server.work[`account.${name}`] = () => answer.passed;
  const signedIn = caretype.auth[name]({ email: "ada@example.org", password: "a password" });
  await vi.waitFor(() => expect(server.calls(`account.${name}`)).toBe(1));
  await caretype.auth.logout();
  answer.open();
  await expect(signedIn).rejects.toSatisfy(isAborted);
  expect(await store.read()).toBeNull();
  expect(server.calls("account.logout")).toBe(2);
});

it("asks nothing of the server when signed out", async () => {
  await caretype.auth.logout();
  await expect(caretype.auth.logout()).resolves.toEqual({ endedOnServer: true });
  expect(server.calls("account.logout")).toBe(1);
});

it("clears a store that cannot be read", async () => {
  const write = vi.fn();
  const broken = { read: () => JSON.parse("not JSON"), write };
  await expect(createClient({ url: server.url, store: broken }).auth.logout()).rejects.toThrow("not JSON");
  expect(write).toHaveBeenCalledWith(null);
});

it("signs out everywhere only after the server has done so", async () => {
  server.work["account.logoutEverywhere"] = () => Promise.reject(unavailable());
  await expect(caretype.auth.logoutEverywhere()).rejects.toSatisfy((error) =>
    isErrorCode(error, "SERVICE_UNAVAILABLE"),
  );
  expect(await store.read()).not.toBeNull();
  server.work["account.logoutEverywhere"] = () => undefined;
  await caretype.auth.logoutEverywhere();
  expect(await store.read()).toBeNull();
});
