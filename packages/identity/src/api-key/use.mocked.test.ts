import { grantable, type Permission, rolePermissions } from "@caretype/core/kernel/permissions/permissions";
import { account, apiKey, membership } from "@caretype/db/schema";
import { entryOf } from "@caretype/test-api/audit-entries";
import { callerByPath } from "@caretype/test-api/caller";
import { procedures } from "@caretype/test-api/procedures";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { newApiKey } from "../session/principal/key-text.ts";
import { recordServicesUse } from "../session/principal/service-queries.ts";

const lookups = vi.hoisted(() => ({ count: 0, hold: undefined as Promise<void> | undefined }));
const written = vi.hoisted(() => ({ ids: [] as string[] }));
vi.mock("../session/principal/service-queries.ts", async (original) => {
  const real = await original<typeof import("../session/principal/service-queries.ts")>();
  const findService: typeof real.findService = async (...query) => {
    lookups.count += 1;
    const found = await real.findService(...query);
    await lookups.hold;
    return found;
  };
  const recordServicesUse: typeof real.recordServicesUse = async (database, ids) => {
    await real.recordServicesUse(database, ids);
    written.ids.push(...ids);
  };
  return { ...real, findService, recordServicesUse };
});

// Only notifications and a key's expiry can take effect within a test.
const api = await createTestApi({ sessionRecheckMilliseconds: 3_600_000 });
const { database, services } = api;
const { reader } = database;
const { principals } = services;
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error) => error.cause?.code ?? error.code,
  );
const works = (key: string) => codeOf(principals.authenticate(key));

/** All permissions that an owner can grant. */
const givenByOwners = grantable.filter((permission) => rolePermissions.owner.has(permission));

async function makeKey(permissions: readonly Permission[] = ["patient:read"], more = {}) {
  const owner = await api.signUp();
  const { id: practiceId } = await owner.caller.practice.mine();
  const input = { name: "Lab sync", permissions: [...permissions], ...more };
  const created = await owner.caller.apiKey.create(input);
  return { ...created, owner, practiceId, caller: api.callerWith({ accessToken: created.key }) };
}

type MadeKey = Awaited<ReturnType<typeof makeKey>>;

describe("a key", () => {
  it("acts for its practice with its permissions, never with recent authentication", async () => {
    const { key, id, accountId, practiceId } = await makeKey(["patient:read", "doctor:read"]);
    expect(await principals.authenticate(key)).toEqual({
      accountId,
      sessionId: id,
      practiceId,
      timeZone: null,
      dialect: null,
      role: "service",
      permissions: new Set(["patient:read", "doctor:read"]),
      freshUntil: Number.NEGATIVE_INFINITY,
    });
  });

  it("may request its own practice or none", async () => {
    const { key, practiceId } = await makeKey();
    expect(await principals.authenticate(key, practiceId)).toEqual(await principals.authenticate(key));
    const { practiceId: other } = await makeKey();
    for (const practice of [other, uuidv7(), "", "x"])
      expect(await codeOf(principals.authenticate(key, practice))).toBe("PRACTICE_NOT_FOUND");
  });

  it("with all permissions cannot access accounts, members, keys or staff", async () => {
    const { caller } = await makeKey(givenByOwners);
    const call = callerByPath(caller);
    const paths = procedures.flatMap(({ path, guard }) =>
      guard?.kind === "protected" && !grantable.includes(guard.permission) ? [path] : [],
    );
    expect(paths).toEqual(
      expect.arrayContaining(["account.me", "account.logoutEverywhere", "session.list", "apiKey.create"]),
    );
    for (const path of paths)
      expect([path, await codeOf(call(path, {}))]).toEqual([path, "PERMISSION_DENIED"]);
    await caller.patient.list();
    expect(await caller.practice.mine()).toMatchObject({ role: "service", permissions: givenByOwners });
  });

  it("is named by its service in histories, including shared ones, and in the audit", async () => {
    const { caller, key, owner, id, accountId, practiceId } = await makeKey(givenByOwners);
    const doctor = await caller.doctor.create({ name: "Bo Ray" });
    const { id: patientId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const requestId = uuidv7();
    await api.callerWith({ accessToken: key, requestId }).patient.byId({ id: patientId });
    expect(await entryOf(reader, requestId)).toMatchObject({
      accountId,
      sessionId: id,
      practiceId,
      basis: "service patient:read",
      subjectIds: [patientId],
    });
    const byService = { changedBy: accountId, changedByName: "Lab sync" };
    expect((await owner.caller.doctor.history({ id: doctor.id })).items).toMatchObject([byService]);
    expect((await owner.caller.patient.history({ id: patientId })).items).toMatchObject([byService]);
    const stranger = await api.signUp();
    expect((await stranger.caller.doctor.history({ id: doctor.id })).items).toMatchObject([
      { changedByName: null },
    ]);
    const report = await owner.caller.audit.accessReport({ patientId });
    expect(report.items).toContainEqual(expect.objectContaining({ who: "“Lab sync”", role: "service" }));
  });

  it("stays valid when its creator is removed or deactivated, but not its service", async () => {
    const { key, owner, accountId } = await makeKey();
    await works(key);
    await reader.update(account).set({ isActive: false }).where(eq(account.id, owner.account.id));
    await reader.delete(membership).where(eq(membership.accountId, owner.account.id));
    principals.forget({ account: owner.account.id });
    const { principals: anew } = await api.anotherInstance();
    expect([await works(key), await codeOf(anew.authenticate(key))]).toEqual(["ok", "ok"]);
    await reader.update(account).set({ isActive: false }).where(eq(account.id, accountId));
    principals.forget({ account: accountId });
    expect(await works(key)).toBe("UNAUTHENTICATED");
  });

  it("spends its service's own rate budget", async () => {
    const limited = await createTestApi({ rateLimits: { accountPoints: 6, addressPoints: 0 } });
    const { caller } = await limited.signUp();
    const { key } = await caller.apiKey.create({ name: "Busy", permissions: ["patient:read"] });
    const busy = limited.callerWith({ accessToken: key });
    const codes = [];
    for (let call = 0; call < 7; call++) codes.push(await codeOf(busy.patient.list()));
    expect(codes).toEqual([...Array(6).fill("ok"), "RATE_LIMITED"]);
    expect(await codeOf(caller.patient.list())).toBe("ok");
  });

  it("loses permissions that can no longer be granted", async () => {
    const { key, id } = await makeKey();
    const permissions = ["patient:read", "api-key:manage", "account:self", "odd"];
    await reader.update(apiKey).set({ permissions }).where(eq(apiKey.id, id));
    expect((await principals.authenticate(key)).permissions).toEqual(new Set(["patient:read"]));
  });
});

describe("a look-up", () => {
  it("runs once per key, for concurrent and later calls", async () => {
    const { key } = await makeKey();
    lookups.count = 0;
    await Promise.all(Array.from({ length: 20 }, () => principals.authenticate(key)));
    await principals.authenticate(key);
    expect(lookups.count).toBe(1);
  });

  it("does not run for a malformed key, and runs each time for an unknown one", async () => {
    lookups.count = 0;
    for (const garbage of ["ct_", "ct_x", `ct_${"A".repeat(49)}`, `ct_${"é".repeat(49)}`, `${newApiKey()}=`])
      expect(await works(garbage)).toBe("UNAUTHENTICATED");
    expect(lookups.count).toBe(0);
    const unknown = newApiKey();
    expect(await Promise.all([works(unknown), works(unknown)])).toEqual([
      "UNAUTHENTICATED",
      "UNAUTHENTICATED",
    ]);
    expect(lookups.count).toBe(1);
    await works(unknown);
    expect(lookups.count).toBe(2);
  });

  it("from before a revocation does not restore the key", async () => {
    const { key, id, owner } = await makeKey();
    const { promise, resolve } = Promise.withResolvers<void>();
    lookups.hold = promise;
    lookups.count = 0;
    const early = works(key);
    await vi.waitFor(() => expect(lookups.count).toBe(1));
    await owner.caller.apiKey.revoke({ id });
    lookups.hold = undefined;
    resolve();
    await early;
    expect(await works(key)).toBe("UNAUTHENTICATED");
  });
});

describe("a key that is in use", () => {
  const ends = {
    revoke: ({ id, owner }: MadeKey) => owner.caller.apiKey.revoke({ id }),
    rotate: ({ id, owner }: MadeKey) => owner.caller.apiKey.rotate({ id, expectedVersion: 1 }),
  };
  it.each(["revoke", "rotate"] as const)("ends in all processes by %s", async (end) => {
    const created = await makeKey();
    const { key } = created;
    const instances = [await api.anotherInstance(), await api.anotherInstance()];
    const callers = instances.map((one) => api.callerWith({ accessToken: key, services: one }));
    for (const caller of callers) await caller.patient.list();
    await ends[end](created);
    expect(await works(key)).toBe("UNAUTHENTICATED");
    const areOut = async () => {
      for (const caller of callers) expect(await codeOf(caller.patient.list())).toBe("UNAUTHENTICATED");
    };
    await vi.waitFor(areOut, { interval: 10 });
  });

  it("ends at its expiry by the database's clock, even if cached", async () => {
    const { key, id } = await makeKey();
    const inAMoment = sql`now() + interval '1.5 seconds'`;
    await reader.update(apiKey).set({ expiresAt: inAMoment }).where(eq(apiKey.id, id));
    expect(await works(key)).toBe("ok");
    const isOut = async () => expect(await works(key)).toBe("UNAUTHENTICATED");
    await vi.waitFor(isOut, { interval: 20 });
    const isOver = sql`select from api_key where id = ${id} and expires_at <= now()`;
    expect(await reader.execute(isOver)).toHaveLength(1);
  });

  it("has its use written about once a minute, by all processes together", async () => {
    const { key, id, accountId, owner } = await makeKey();
    const other = await api.anotherInstance();
    const useAll = () =>
      Promise.all(
        [principals, other.principals].flatMap((one) =>
          Array.from({ length: 10 }, () => one.authenticate(key)),
        ),
      );
    const lastUse = async () => (await owner.caller.apiKey.list()).items[0]?.lastUsedAt ?? null;
    /** Flushes earlier uses: a process writes them before it writes later ones. */
    const areWritten = async () => {
      for (const one of [principals, other.principals]) {
        const later = await makeKey();
        await one.authenticate(later.key);
        const isWritten = () => expect(written.ids).toContain(later.accountId);
        await vi.waitFor(isWritten, { interval: 20 });
      }
    };
    await useAll();
    await areWritten();
    const noted = await lastUse();
    expect(noted).not.toBeNull();
    await recordServicesUse(services.database, [accountId]);
    expect(await lastUse()).toBe(noted);
    for (const one of [principals, other.principals]) one.forget({ account: accountId });
    await useAll();
    await areWritten();
    expect(await lastUse()).toBe(noted);
    const aged = sql`now() - interval '61 seconds'`;
    await reader.update(apiKey).set({ lastUsedAt: aged }).where(eq(apiKey.id, id));
    principals.forget({ account: accountId });
    await useAll();
    const isRecent = sql`select from api_key where id = ${id} and last_used_at > now() - interval '1 minute'`;
    await vi.waitFor(async () => expect(await reader.execute(isRecent)).toHaveLength(1));
  });
});

it("a key is in no table in plain text", async () => {
  const { key, id, owner } = await makeKey();
  const rotated = await owner.caller.apiKey.rotate({ id, expectedVersion: "any" });
  await api.callerWith({ accessToken: rotated.key }).patient.list();
  await works(`${key}x`);
  const tables = await reader.execute<{ name: string }>(
    sql`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  expect(tables.length).toBeGreaterThan(20);
  // The hint is stored, but nothing longer.
  const traces = [key, rotated.key].flatMap((one) => [one.slice(0, 9), one.slice(3, 20), one.slice(-20)]);
  for (const { name } of tables)
    for (const trace of traces) {
      const rows = await reader.execute(
        sql`select from ${sql.identifier(name)} as kept where position(${trace} in kept::text) > 0`,
      );
      expect([name, rows.length]).toEqual([name, 0]);
    }
  const kept = await reader.execute(
    sql`select hint, octet_length(hash) as bytes from api_key where id = ${id}`,
  );
  expect(kept).toEqual([{ hint: rotated.key.slice(0, 8), bytes: 32 }]);
});
