import { asId, type UnknownId } from "@caretype/core/kernel/field/ids";
import { rolePermissions } from "@caretype/core/kernel/permissions/permissions";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it, vi } from "vitest";

const api = await createTestApi({ sessionRecheckMilliseconds: 3_600_000 });
const { reader } = api.database;

type SignedUp = Awaited<ReturnType<typeof api.signUp>>;
const with1 = (more: object = {}) => ({ name: "Lab sync", permissions: ["patient:read" as const], ...more });
const callerWith = (key: string) => api.callerWith({ accessToken: key });
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    ({ cause }) => cause?.code,
  );
const codesOf = (...calls: Promise<unknown>[]) => Promise.all(calls.map(codeOf));
const works = (key: string) => codeOf(callerWith(key).patient.list());

/** Moves the session's authentication back. */
const grow = async ({ account }: SignedUp) => {
  await reader.execute(
    sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${account.id}`,
  );
  api.services.principals.forget({ account: account.id });
};

describe("create", () => {
  it("returns the key once, and lists return the rest", async () => {
    const { caller, account } = await api.signUp();
    const expiresAt = "2999-01-01T00:00:00Z";
    const created = await caller.apiKey.create({
      name: "Lab sync",
      permissions: ["doctor:read", "patient:read", "patient:read"],
      expiresAt,
    });
    const { key, ...shown } = created;
    expect(shown).toEqual({
      id: expect.any(String),
      name: "Lab sync",
      dialect: null,
      hint: key.slice(0, 8),
      permissions: ["patient:read", "doctor:read"],
      accountId: expect.any(String),
      createdBy: account.id,
      createdByName: account.name,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      expiresAt: "2999-01-01T00:00:00Z",
      lastUsedAt: null,
      revokedAt: null,
      version: 1,
    });
    expect(await caller.apiKey.list()).toEqual({ items: [shown], nextCursor: null });
    expect(await works(key)).toBe("ok");
  });

  it.each([
    [{ permissions: [] }, "permissions"],
    [{ permissions: ["account:self"] }, "permissions.0"],
    [{ permissions: ["api-key:manage"] }, "permissions.0"],
    [{ permissions: ["member:manage"] }, "permissions.0"],
    [{ permissions: ["staff:accounts"] }, "permissions.0"],
    [{ permissions: ["patient:everything"] }, "permissions.0"],
    [{ permissions: ["patient:update"] }, "permissions"],
    [{ permissions: ["patient:read", "patient:merge"] }, "permissions"],
    [{ name: " " }, "name"],
    [{ name: "x".repeat(101) }, "name"],
    [{ expiresAt: "2001-01-01T00:00:00Z" }, "expiresAt"],
    [{ expiresAt: "tomorrow" }, "expiresAt"],
  ])("refuses %j", async (odd, field) => {
    const { caller } = await api.signUp();
    const input = { ...with1(), ...odd };
    // Bypasses the types, like a caller without them.
    const error = await failureOf(Reflect.apply(caller.apiKey.create, undefined, [input]));
    expect([error.code, Object.keys(error.details.errors ?? {})]).toEqual(["INVALID_INPUT", [field]]);
  });

  it("requires recent authentication, like changing and rotating, unlike revoking", async () => {
    const signedUp = await api.signUp();
    const { caller } = signedUp;
    const { id } = await caller.apiKey.create(with1());
    await grow(signedUp);
    const codes = await codesOf(
      caller.apiKey.create(with1()),
      caller.apiKey.update({ id, name: "Other", expectedVersion: "any" }),
      caller.apiKey.rotate({ id, expectedVersion: "any" }),
    );
    expect(codes).toEqual(Array(3).fill("REAUTHENTICATION_REQUIRED"));
    await caller.apiKey.list();
    await caller.apiKey.revoke({ id });
  });

  it("creates a service that nobody can sign in as", async () => {
    const { caller } = await api.signUp();
    const { accountId } = await caller.apiKey.create(with1());
    const [row] = await reader.execute<Record<string, string>>(sql`
      select kind, email, username, password_hash, (select count(*)::int from membership where account_id = id) as member
      from account where id = ${accountId}`);
    expect(row).toMatchObject({ kind: "service", email: `${accountId}@service.invalid`, member: 0 });
    for (const name of [{ email: row?.email }, { username: row?.username }])
      for (const password of [row?.password_hash ?? "", "correct horse battery"])
        expect(await codeOf(api.anonymous.account.login({ ...name, password }))).toBe("INVALID_CREDENTIALS");
    await api.anonymous.account.requestPasswordReset({ email: row?.email ?? "" });
    const links = await reader.execute(sql`select from one_time_token where account_id = ${accountId}`);
    expect(links).toEqual([]);
    const staff = await api.signUpStaff();
    const found = await staff.caller.staff.accounts({ q: accountId });
    expect(found.items).toEqual([]);
  });

  it("is not stored under an Idempotency-Key, nor is a rotation", async () => {
    const { access } = await api.signUp();
    const keyed = api.callerWith({
      accessToken: access,
      idempotency: { keys: ["the-same"], replayed: new Set() },
    });
    const [one, two] = [await keyed.apiKey.create(with1()), await keyed.apiKey.create(with1())];
    const rotated = await keyed.apiKey.rotate({ id: one.id, expectedVersion: "any" });
    expect(new Set([one.key, two.key, rotated.key]).size).toBe(3);
    expect([await works(one.key), await works(two.key), await works(rotated.key)]).toEqual([
      "UNAUTHENTICATED",
      "ok",
      "ok",
    ]);
    expect(await reader.execute(sql`select from idempotency_key where action like 'apiKey.%'`)).toEqual([]);
  });

  it("says which permission was probably meant, and not all that there are", async () => {
    const { caller } = await api.signUp();
    // Invalid on purpose: callers without our types can send this.
    const misspelt = with1({ permissions: ["patient:reed"] }) as never;
    expect((await failureOf(caller.apiKey.create(misspelt))).details.errors).toEqual({
      "permissions.0": ["Unknown value: did you mean patient:read?"],
    });
  });
});

describe("update", () => {
  it("changes the given fields, with immediate effect in all processes", async () => {
    const { caller } = await api.signUp();
    const { id, key, accountId } = await caller.apiKey.create(with1());
    const elsewhere = await api.anotherInstance();
    const there = api.callerWith({ accessToken: key, services: elsewhere });
    await there.patient.list();
    expect(await codeOf(callerWith(key).doctor.list())).toBe("PERMISSION_DENIED");
    const updated = await caller.apiKey.update({
      id,
      expectedVersion: 1,
      name: "Radiology",
      permissions: ["doctor:read"],
      expiresAt: "2998-01-01T00:00:00Z",
    });
    expect(updated).toMatchObject({ name: "Radiology", permissions: ["doctor:read"], version: 2 });
    expect(updated.expiresAt).toBe("2998-01-01T00:00:00Z");
    expect([await works(key), await codeOf(callerWith(key).doctor.list())]).toEqual([
      "PERMISSION_DENIED",
      "ok",
    ]);
    await vi.waitFor(async () => expect(await codeOf(there.doctor.list())).toBe("ok"));
    const [row] = await reader.execute(sql`select name from account where id = ${accountId}`);
    expect(row).toEqual({ name: "Radiology" });
    await caller.apiKey.update({ id, expectedVersion: 2, expiresAt: null });
    expect((await caller.apiKey.list()).items[0]).toMatchObject({ expiresAt: null, version: 3 });
  });

  it("refuses to remove a read permission that its answers need", async () => {
    const { caller } = await api.signUp();
    const permissions = ["patient:read" as const, "patient:update" as const];
    const { id } = await caller.apiKey.create(with1({ permissions }));
    const narrowed = caller.apiKey.update({ id, permissions: ["patient:update"], expectedVersion: "any" });
    const { code, details } = await failureOf(narrowed);
    expect([code, details.errors]).toEqual([
      "INVALID_INPUT",
      { permissions: ["Also requires patient:read"] },
    ]);
  });

  it("without changes is a no-op", async () => {
    const { caller } = await api.signUp();
    const expiresAt = "2999-01-01T00:00:00Z";
    const { key: _key, ...created } = await caller.apiKey.create(with1({ expiresAt }));
    const same = { ...with1(), expiresAt: "2999-01-01T01:00:00+01:00" };
    expect(await caller.apiKey.update({ id: created.id, expectedVersion: 1, ...same })).toEqual(created);
  });

  it("refuses a stale version with the current key, without its secret", async () => {
    const { caller } = await api.signUp();
    const { id, key: _key, ...created } = await caller.apiKey.create(with1());
    await caller.apiKey.update({ id, expectedVersion: 1, name: "Newer" });
    const { code, details } = await failureOf(
      caller.apiKey.update({ id, expectedVersion: 1, name: "Older" }),
    );
    expect([code, Object.keys(Object(details.current)).toSorted()]).toEqual([
      "STALE_VERSION",
      ["id", ...Object.keys(created)].toSorted(),
    ]);
  });
});

describe("rotate", () => {
  it("revokes the old key at once and returns the new one, otherwise unchanged", async () => {
    const { caller } = await api.signUp();
    const { key: old, ...created } = await caller.apiKey.create(with1());
    await works(old);
    const { key, ...rotated } = await caller.apiKey.rotate({ id: created.id, expectedVersion: 1 });
    expect(rotated).toEqual({
      ...created,
      hint: key.slice(0, 8),
      version: 2,
      updatedAt: expect.any(String),
      lastUsedAt: rotated.lastUsedAt,
    });
    expect([await works(old), await works(key)]).toEqual(["UNAUTHENTICATED", "ok"]);
    const again = await caller.apiKey.rotate({
      id: created.id,
      expectedVersion: 2,
      expiresAt: "2999-01-01T00:00:00Z",
    });
    expect(again.expiresAt).toBe("2999-01-01T00:00:00Z");
  });

  it("of one version succeeds once for concurrent calls, so that nobody gets a revoked key", async () => {
    const { caller } = await api.signUp();
    const { id, key: old } = await caller.apiKey.create(with1());
    const rotations = await Promise.allSettled(
      Array.from({ length: 20 }, () => caller.apiKey.rotate({ id, expectedVersion: 1 })),
    );
    const created = rotations.flatMap((one) => (one.status === "fulfilled" ? [one.value.key] : []));
    const codes = rotations.flatMap((one) => (one.status === "rejected" ? [one.reason.cause.code] : []));
    expect([created.length, new Set(codes)]).toEqual([1, new Set(["STALE_VERSION"])]);
    expect([await works(old), await works(created[0] ?? "")]).toEqual(["UNAUTHENTICATED", "ok"]);
  });

  it("of any version leaves one valid key, which was returned", async () => {
    const { caller } = await api.signUp();
    const { id, key: old } = await caller.apiKey.create(with1());
    const rotated = await Promise.all(
      Array.from({ length: 20 }, () => caller.apiKey.rotate({ id, expectedVersion: "any" })),
    );
    const newest = rotated.toSorted((one, other) => other.version - one.version)[0];
    const good = [];
    for (const { key } of [{ key: old }, ...rotated]) if ((await works(key)) === "ok") good.push(key);
    expect(good).toEqual([newest?.key]);
  });
});

describe("revoke", () => {
  it("revokes a key once, and lists still include it", async () => {
    const { caller } = await api.signUp();
    const { id, key } = await caller.apiKey.create(with1());
    await works(key);
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(caller.apiKey.revoke({ id }))));
    expect(codes.toSorted()).toEqual([...Array(19).fill("API_KEY_NOT_FOUND"), "ok"]);
    expect(await works(key)).toBe("UNAUTHENTICATED");
    const { items } = await caller.apiKey.list();
    expect(items).toEqual([expect.objectContaining({ id, revokedAt: expect.any(String) })]);
    const codesOfOthers = await codesOf(
      caller.apiKey.update({ id, name: "Back", expectedVersion: "any" }),
      caller.apiKey.rotate({ id, expectedVersion: "any" }),
    );
    expect(codesOfOthers).toEqual(Array(2).fill("API_KEY_NOT_FOUND"));
  });

  it("leaves no valid key after a concurrent rotation", async () => {
    const { caller } = await api.signUp();
    const { id, key } = await caller.apiKey.create(with1());
    const [rotated] = await Promise.allSettled([
      caller.apiKey.rotate({ id, expectedVersion: 1 }),
      caller.apiKey.revoke({ id }).catch(() => caller.apiKey.revoke({ id })),
    ]);
    const keys = [key, ...(rotated.status === "fulfilled" ? [rotated.value.key] : [])];
    for (const one of keys) expect(await works(one)).toBe("UNAUTHENTICATED");
  });
});

describe("another practice", () => {
  it("cannot see a key, which is not found", async () => {
    const [owner, stranger] = [await api.signUp(), await api.signUp()];
    const { id, key } = await owner.caller.apiKey.create(with1());
    expect((await stranger.caller.apiKey.list()).items).toEqual([]);
    const { apiKey } = stranger.caller;
    const codes = await codesOf(
      ...[id, asId<UnknownId>(uuidv7())].flatMap((unknown) => [
        apiKey.update({ id: unknown, name: "Mine", expectedVersion: "any" }),
        apiKey.rotate({ id: unknown, expectedVersion: "any" }),
        apiKey.revoke({ id: unknown }),
      ]),
    );
    expect(codes).toEqual(Array(6).fill("API_KEY_NOT_FOUND"));
    expect(await works(key)).toBe("ok");
  });
});

it("only owners can manage keys", () => {
  const allowed = Object.entries(rolePermissions).filter(([, has]) => has.has("api-key:manage"));
  expect(allowed.map(([role]) => role)).toEqual(["owner"]);
});
