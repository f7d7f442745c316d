import { asId } from "@caretype/core/kernel/field/ids";
import { failureOf } from "@caretype/test-api/failure";
import { expect, it, vi } from "vitest";
import { type FoundPrincipal, knownScope, PrincipalCache } from "./cache.ts";

const found = (more: Partial<FoundPrincipal> = {}): FoundPrincipal => ({
  principal: {
    kind: "service",
    accountId: asId("account"),
    sessionId: asId("key"),
    practiceId: asId("practice"),
    timeZone: null,
    dialect: null,
    permissions: new Set(["patient:read"]),
  },
  endsAt: Number.POSITIVE_INFINITY,
  usedAt: performance.now(),
  ...more,
});

const makeCache = (onUse = vi.fn()) =>
  new PrincipalCache({ recheckMilliseconds: 60_000, noteMilliseconds: 60_000, onUse });

it("stores no entries for invalid keys", async () => {
  const cache = makeCache();
  await cache.lookUp("known", async () => found());
  const unknown = Array.from({ length: 10_001 }, (_, index) =>
    cache.lookUp(`unknown ${index}`, async () => null).catch(() => null),
  );
  expect(new Set(await Promise.all(unknown))).toEqual(new Set([null]));
  expect(cache.recent("known")).not.toBeNull();
});

it("does not cache a failed look-up", async () => {
  const cache = makeCache();
  await expect(cache.lookUp("key", () => Promise.reject(new Error("no database")))).rejects.toThrow();
  expect(cache.recent("key")).toBeNull();
  await cache.lookUp("key", async () => found());
  expect(cache.recent("key")).not.toBeNull();
});

it.each([
  ["forget", (cache: PrincipalCache) => cache.forget("key")],
  [
    "forgetAll of an account",
    (cache: PrincipalCache) => cache.forgetAll(({ accountId }) => accountId === "account"),
  ],
  ["forgetAll", (cache: PrincipalCache) => cache.forgetAll()],
])("%s drops cached entries and running look-ups", async (_, forget) => {
  const cache = makeCache();
  await cache.lookUp("key", async () => found());
  forget(cache);
  expect(cache.recent("key")).toBeNull();
  const answer = Promise.withResolvers<FoundPrincipal>();
  const early = cache.lookUp("key", () => answer.promise);
  forget(cache);
  const later = cache.lookUp("key", async () => null);
  answer.resolve(found());
  await early;
  expect((await failureOf(later)).code).toBe("UNAUTHENTICATED");
  expect(cache.recent("key")).toBeNull();
});

it("keeps other accounts", async () => {
  const cache = makeCache();
  await cache.lookUp("key", async () => found());
  cache.forgetAll(({ accountId }) => accountId === "another");
  cache.forget("another");
  expect(cache.recent("key")).not.toBeNull();
});

it("ignores an expired entry", async () => {
  const cache = makeCache();
  await cache.lookUp("key", async () => found({ endsAt: performance.now() - 1 }));
  expect(cache.recent("key")).toBeNull();
});

it("records a use if the last one is old, once for many calls", async () => {
  const onUse = vi.fn();
  const cache = makeCache(onUse);
  const old = found({ usedAt: performance.now() - 60_000 });
  await Promise.all([1, 2, 3].map(() => cache.lookUp("key", async () => old)));
  for (let use = 0; use < 100; use++) cache.recent("key");
  expect(onUse.mock.calls).toEqual([[old.principal, expect.any(Number)]]);
  await cache.lookUp("other", async () => found());
  expect(onUse).toHaveBeenCalledTimes(1);
});

it("creates one scope per practice", async () => {
  const cache = makeCache();
  const known = await cache.lookUp("key", async () => found());
  expect(knownScope(known, null)).toBe(knownScope(known, null));
  expect(knownScope(known, "practice")).toBe(knownScope(known, "practice"));
});
