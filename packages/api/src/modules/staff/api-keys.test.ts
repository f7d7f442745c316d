import { apiKey, session } from "@caretype/db/schema";
import { entryOf } from "@caretype/test-api/audit-entries";
import { unknownId } from "@caretype/test-api/case";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { switchAccountAs } from "./admin-commands.ts";

const api = await createTestApi({ sessionRecheckMilliseconds: 3_600_000 });
const { reader } = api.database;
const staff = await api.signUpStaff();

/** Creates an owner with a key in each of two practices. */
async function createKeys() {
  const owner = await api.signUp();
  const practice = await owner.caller.practice.mine();
  const other = await owner.caller.practice.create({ name: "Other Practice" });
  const there = api.callerWith({ accessToken: owner.access, practice: other.id });
  const permissions = ["patient:read" as const];
  const first = await owner.caller.apiKey.create({ name: "Lab sync", permissions });
  const second = await there.apiKey.create({ name: "Radiology", permissions });
  return { owner, practice, other, first, second, id: owner.account.id };
}

const works = (key: string, services = api.services) =>
  api
    .callerWith({ accessToken: key, services })
    .patient.list()
    .then(
      () => "ok",
      ({ cause }) => cause?.code,
    );

describe("an account's API keys", () => {
  it("are listed to staff for all practices, newest first, without secrets", async () => {
    const { id, first, second, practice, other } = await createKeys();
    const shown = await staff.caller.staff.apiKeys({ id });
    const common = { permissions: ["patient:read"], expiresAt: null, revokedAt: null, lastUsedAt: null };
    expect(shown).toEqual({
      items: [
        {
          id: second.id,
          practiceId: other.id,
          practiceName: other.name,
          name: "Radiology",
          ...common,
          hint: second.hint,
          createdAt: second.createdAt,
        },
        {
          id: first.id,
          practiceId: practice.id,
          practiceName: practice.name,
          name: "Lab sync",
          ...common,
          hint: first.hint,
          createdAt: first.createdAt,
        },
      ],
      nextCursor: null,
    });
    const one = await staff.caller.staff.apiKeys({ id, limit: 1 });
    const rest = await staff.caller.staff.apiKeys({ id, limit: 1, cursor: one.nextCursor });
    expect([...one.items, ...rest.items]).toEqual(shown.items);
    expect((await failureOf(staff.caller.staff.apiKeys({ id: unknownId }))).code).toBe("ACCOUNT_NOT_FOUND");
  });

  it("are revoked by staff, once, in all processes, and the practice's audit has it", async () => {
    const { owner, first, second, practice } = await createKeys();
    const elsewhere = await api.anotherInstance();
    expect([await works(first.key), await works(first.key, elsewhere)]).toEqual(["ok", "ok"]);
    const requestId = uuidv7();
    const revoking = api.callerWith({ accessToken: staff.access, requestId });
    await revoking.staff.revokeApiKey({ id: first.id });
    expect([await works(first.key), await works(second.key)]).toEqual(["UNAUTHENTICATED", "ok"]);
    const isOut = async () => expect(await works(first.key, elsewhere)).toBe("UNAUTHENTICATED");
    await vi.waitFor(isOut, { interval: 10 });
    expect(await entryOf(reader, requestId)).toMatchObject({
      practiceId: practice.id,
      accountId: staff.account.id,
      outcome: "ok",
      subjectIds: [first.id],
      basis: `staff staff:accounts, api-key ${first.id}`,
    });
    const { items } = await owner.caller.audit.list({ accountId: staff.account.id });
    expect(items.map(({ what }) => what)).toEqual(["Revoked an API key"]);
    const twenty = Array.from({ length: 20 }, () => staff.caller.staff.revokeApiKey({ id: second.id }));
    expect(await tally(twenty)).toEqual({ ok: 1, API_KEY_NOT_FOUND: 19 });
    const gone = [first.id, unknownId].map((id) => staff.caller.staff.revokeApiKey({ id }));
    expect(await tally(gone)).toEqual({ API_KEY_NOT_FOUND: 2 });
  });

  it("are revoked only after recent authentication", async () => {
    const { first, id, owner } = await createKeys();
    const late = await api.signUpStaff();
    const longAgo = sql`now() - interval '601 seconds'`;
    const isTheirs = eq(session.accountId, late.account.id);
    await reader.update(session).set({ secondFactorAt: longAgo }).where(isTheirs);
    api.services.principals.forget({ account: late.account.id });
    await late.caller.staff.apiKeys({ id });
    expect(
      await tally([
        late.caller.staff.revokeApiKey({ id: first.id }),
        owner.caller.staff.revokeApiKey({ id: first.id }),
        owner.caller.staff.apiKeys({ id }),
      ]),
    ).toEqual({ REAUTHENTICATION_REQUIRED: 1, PERMISSION_DENIED: 2 });
    expect(await works(first.key)).toBe("ok");
  });
});

describe("a deactivation", () => {
  it.each(["compromised", "misuse"] as const)(
    "for %s revokes the account's keys in all processes, and no others",
    async (reason) => {
      const { id, owner, first, second, practice } = await createKeys();
      const others = await createKeys();
      const elsewhere = await api.anotherInstance();
      for (const { key } of [first, second])
        expect([await works(key), await works(key, elsewhere)]).toEqual(["ok", "ok"]);
      const requestId = uuidv7();
      await api.callerWith({ accessToken: staff.access, requestId }).staff.deactivate({ id, reason });
      for (const { key } of [first, second]) {
        expect(await works(key)).toBe("UNAUTHENTICATED");
        const isOut = async () => expect(await works(key, elsewhere)).toBe("UNAUTHENTICATED");
        await vi.waitFor(isOut, { interval: 10 });
      }
      expect(await works(others.first.key)).toBe("ok");
      const { subjectIds } = await entryOf(reader, requestId);
      expect(subjectIds).toEqual(
        expect.arrayContaining([owner.account.id, practice.id, first.id, second.id]),
      );
      // A reactivation does not restore them.
      await staff.caller.staff.reactivate({ id });
      expect(await works(first.key)).toBe("UNAUTHENTICATED");
    },
  );

  it.each(["left", "requested", "other"] as const)("for %s keeps the keys", async (reason) => {
    const { id, first } = await createKeys();
    await staff.caller.staff.deactivate({ id, reason });
    expect(await works(first.key)).toBe("ok");
  });

  it("revokes the keys when repeated with another reason, which counts as a change", async () => {
    const { id, first } = await createKeys();
    await staff.caller.staff.deactivate({ id, reason: "left" });
    const requestId = uuidv7();
    const again = api.callerWith({ accessToken: staff.access, requestId });
    await again.staff.deactivate({ id, reason: "compromised" });
    expect(await works(first.key)).toBe("UNAUTHENTICATED");
    expect(await entryOf(reader, requestId)).toMatchObject({ basis: "staff staff:accounts, compromised" });
  });

  it("on the command line revokes by reason, and returns the number", async () => {
    const { owner, first, id } = await createKeys();
    const { email } = owner;
    const deactivate = (reason?: "left" | "compromised") =>
      switchAccountAs(api.services, { email, isActive: false, reason });
    expect(await deactivate()).toMatchObject({ hasChanged: true, revokedKeys: 0 });
    expect(await deactivate("compromised")).toMatchObject({ hasChanged: true, revokedKeys: 2 });
    expect(await deactivate("compromised")).toMatchObject({ hasChanged: false, revokedKeys: 0 });
    const isOut = async () => expect(await works(first.key)).toBe("UNAUTHENTICATED");
    await vi.waitFor(isOut, { interval: 10 });
    const entries = await reader.execute(sql`
      select basis from audit_entry where action = 'admin.deactivate' and subject_ids @> array[${id}::uuid]
      order by at`);
    expect(entries.map(({ basis }) => basis)).toEqual([
      "command line",
      "command line, compromised",
      "command line, compromised, unchanged",
    ]);
  });

  it("leaves no valid key if keys are created concurrently", async () => {
    for (let round = 0; round < 5; round++) {
      const { caller, account } = await api.signUp();
      const calls = Array.from({ length: 10 }, () =>
        caller.apiKey.create({ name: "Late", permissions: ["patient:read"] }),
      );
      const done = staff.caller.staff.deactivate({ id: account.id, reason: "compromised" });
      await Promise.allSettled([...calls, done]);
      await done;
      const live = sql`select from api_key where created_by = ${account.id} and revoked_at is null`;
      expect(await reader.execute(live)).toEqual([]);
    }
  });
});

it("changes only the key's row in a revocation", async () => {
  const { first } = await createKeys();
  const [before] = await reader.select().from(apiKey).where(eq(apiKey.id, first.id));
  await staff.caller.staff.revokeApiKey({ id: first.id });
  const [after] = await reader.select().from(apiKey).where(eq(apiKey.id, first.id));
  expect(after).toEqual({
    ...before,
    version: 2,
    revokedAt: expect.any(String),
    updatedAt: expect.any(String),
  });
});
