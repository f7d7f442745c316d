import { expect, it, vi } from "vitest";
import { failureOf } from "../../../test/failure.ts";
import { asId } from "../../field/ids.ts";
import { type FoundPrincipal, knownScope, PrincipalCache } from "./cache.ts";

const found = (more: Partial<FoundPrincipal> = {}): FoundPrincipal => ({
  principal: {
    kind: "service",
    accountId: asId("account"),
    sessionId: asId("key"),
    practiceId: asId("practice"),
    permissions: new Set(["patient:read"]),
  },
  endsAt: Number.POSITIVE_INFINITY,
  usedAt: performance.now(),
  ...more,
});

const makeCache = (onUse = vi.fn()) =>
  new PrincipalCache({ recheckMilliseconds: 60_000, noteMilliseconds: 60_000, onUse });

it("has no place for nobody, however many there are", async () => {
  const cache = makeCache();
  await cache.lookUp("known", async () => found());
  const unknown = Array.from({ length: 10_001 }, (_, made) =>
    cache.lookUp(`unknown ${made}`, async () => null).catch(() => null),
  );
  expect(new Set(await Promise.all(unknown))).toEqual(new Set([null]));
  expect(cache.recent("known")).not.toBeNull();
});

it("keeps nothing of a look-up that failed, and asks again", async () => {
  const cache = makeCache();
  await expect(cache.lookUp("key", () => Promise.reject(new Error("no database")))).rejects.toThrow();
  expect(cache.recent("key")).toBeNull();
  await cache.lookUp("key", async () => found());
  expect(cache.recent("key")).not.toBeNull();
});

it.each([
  ["forget", (cache: PrincipalCache) => cache.forget("key")],
  ["forgetAccount", (cache: PrincipalCache) => cache.forgetAccount(asId("account"))],
  ["forgetAll", (cache: PrincipalCache) => cache.forgetAll()],
])("%s drops what is known, and what is on its way", async (_, forget) => {
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

it("forgets no other account", async () => {
  const cache = makeCache();
  await cache.lookUp("key", async () => found());
  cache.forgetAccount(asId("another"));
  cache.forget("another");
  expect(cache.recent("key")).not.toBeNull();
});

it("relies on nothing past its end", async () => {
  const cache = makeCache();
  await cache.lookUp("key", async () => found({ endsAt: performance.now() - 1 }));
  expect(cache.recent("key")).toBeNull();
});

it("notes a use when the last that was noted is old, once for many", async () => {
  const onUse = vi.fn();
  const cache = makeCache(onUse);
  const old = found({ usedAt: performance.now() - 60_000 });
  await Promise.all([1, 2, 3].map(() => cache.lookUp("key", async () => old)));
  for (let use = 0; use < 100; use++) cache.recent("key");
  expect(onUse.mock.calls).toEqual([[old.principal, expect.any(Number)]]);
  await cache.lookUp("other", async () => found());
  expect(onUse).toHaveBeenCalledTimes(1);
});

it("makes one scope for a practice", async () => {
  const cache = makeCache();
  const known = await cache.lookUp("key", async () => found());
  expect(knownScope(known, null)).toBe(knownScope(known, null));
  expect(knownScope(known, "practice")).toBe(knownScope(known, "practice"));
});
