import { asId } from "@caretype/core/kernel/field/ids";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Client, createClient, isErrorCode, memoryStore, type TokenStore } from "../src/index.ts";
import { FakeServer, unavailable } from "./fake-server.ts";

const minute = 60_000;

let server: FakeServer;
let store: TokenStore;
let caretype: Client;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  server = await FakeServer.start();
  store = memoryStore(server.startSession());
  caretype = createClient({ url: server.url, store, retry: { firstDelayMs: 1 } });
});

afterEach(() => vi.useRealTimers());

const passes = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
const read = () => caretype.patient.byId.query({ id: asId("1") });

it("refreshes just before the token expires, so that no call is refused", async () => {
  passes(59 * minute);
  await read();
  expect(server.calls("account.refresh")).toBe(0);
  passes(minute - 20_000);
  await Promise.all([read(), read()]);
  expect(server.calls("account.refresh")).toBe(1);
  expect(server.calls("patient.byId")).toBe(3);
});

it("still uses a token that is about to expire when it cannot be refreshed", async () => {
  passes(60 * minute - 20_000);
  server.work["account.refresh"] = () => Promise.reject(unavailable());
  await expect(read()).resolves.toBeNull();
  passes(minute);
  await expect(read()).rejects.toSatisfy((error) => isErrorCode(error, "SERVICE_UNAVAILABLE"));
});

it("refreshes at most once with a clock that is hours ahead", async () => {
  const serverTime = Date.now();
  passes(180 * minute);
  server.now = () => serverTime;
  await read();
  await read();
  expect(server.calls("account.refresh")).toBe(1);
  await caretype.auth.login({ email: "ada@example.org", password: "a password" });
  await read();
  expect(server.calls("account.refresh")).toBe(1);
});

it("uses a short-lived token for most of its lifetime", async () => {
  server.accessSeconds = 20;
  await caretype.auth.login({ email: "ada@example.org", password: "a password" });
  await read();
  passes(17_000);
  await read();
  expect(server.calls("account.refresh")).toBe(0);
  passes(2_000);
  await read();
  expect(server.calls("account.refresh")).toBe(1);
});

it("lets the server decide if a token cannot be read", async () => {
  await store.write({ access: server.accept("opaque"), refresh: "refresh" });
  await expect(read()).resolves.toBeNull();
  expect(server.calls("account.refresh")).toBe(0);
});
