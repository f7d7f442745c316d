import { newId } from "@caretype/core/kernel/field/new-id";
import { notification } from "@caretype/db/schema";
import { deleteOldNotifications } from "@caretype/identity/notification/queries";
import { maxCounted } from "@caretype/identity/notification/schema";
import { upload } from "@caretype/import/test/uploads";
import { invite, makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { newestMail } from "@caretype/test-api/mails";
import { smallPart, smallTable } from "@caretype/test-api/small-table";
import { createTestApi } from "@caretype/test-api/support";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

const api = await createTestApi();
const { reader } = api.database;
type Person = Awaited<ReturnType<typeof api.signUp>>;

const kindsOf = async ({ caller }: Pick<Person, "caller">) =>
  (await caller.notification.list()).items.map(({ kind }) => kind);

/** Signs up a person with a verified address and without notifications. */
async function signUpVerified() {
  const person = await api.signUp();
  await api.anonymous.account.verifyEmail({
    token: (await newestMail(api, person.email, "verifyEmail")).token,
  });
  const { id: practiceId } = await person.caller.practice.mine();
  return { ...person, practiceId };
}

/** Inserts notifications of the person, oldest first. */
async function insert({ account, practiceId }: Awaited<ReturnType<typeof signUpVerified>>, count: number) {
  const rows = Array.from({ length: count }, () => ({
    id: newId<typeof notification.$inferInsert.id>(),
    practiceId,
    accountId: account.id,
    kind: "import-done" as const,
  }));
  await reader.insert(notification).values(rows);
  return rows.map(({ id }) => id);
}

describe("a notification", () => {
  it("reminds of an unverified address in each practice, until it is verified", async () => {
    const person = await api.signUp();
    expect(await person.caller.notification.list()).toEqual({
      items: [
        {
          id: expect.any(String),
          kind: "email-unverified",
          actorId: null,
          actorName: null,
          subjectId: null,
          createdAt: expect.stringMatching(/Z$/),
          readAt: null,
        },
      ],
      nextCursor: null,
      unread: 1,
    });
    await person.caller.account.requestVerification();
    expect(await kindsOf(person)).toEqual(["email-unverified"]);
    await api.anonymous.account.verifyEmail({
      token: (await newestMail(api, person.email, "verifyEmail")).token,
    });
    expect(await person.caller.notification.list()).toEqual({ items: [], nextCursor: null, unread: 0 });
  });

  it("tells who invited that the invitation was accepted, and nobody else", async () => {
    const owner = await signUpVerified();
    const other = await makeColleague(api, owner, "owner");
    await reader.delete(notification).where(eq(notification.practiceId, owner.practiceId));
    const guest = await api.signUp();
    const { token } = await invite(api, owner, { email: guest.email, role: "viewer" });
    await guest.caller.invitation.accept({ token });
    const { items } = await owner.caller.notification.list();
    expect(items).toMatchObject([
      { kind: "invitation-accepted", actorId: guest.account.id, actorName: guest.account.name },
    ]);
    const recipients = await reader
      .select({ accountId: notification.accountId })
      .from(notification)
      .where(eq(notification.practiceId, owner.practiceId));
    expect(recipients).toEqual([{ accountId: owner.account.id }]);
    expect(recipients).not.toContainEqual({ accountId: other.id });
  });

  it("tells owners of an emergency access, without the patient", async () => {
    const owner = await signUpVerified();
    const clinician = await makeColleague(api, owner, "clinician");
    await reader.delete(notification).where(eq(notification.practiceId, owner.practiceId));
    const patient = await owner.caller.patient.create({ name: "Zelda Quux", gender: "female" });
    const staff = await api.signUpStaff();
    const grant = await staff.caller.staff.breakGlass({ patientId: patient.id, reason: "She collapsed" });
    const { items } = await owner.caller.notification.list();
    expect(items).toMatchObject([
      { kind: "emergency-access", actorId: staff.account.id, subjectId: grant.id },
    ]);
    expect(JSON.stringify(items)).not.toContain("Quux");
    expect(JSON.stringify(items)).not.toContain(patient.id);
    const isClinicians = and(
      eq(notification.practiceId, owner.practiceId),
      eq(notification.accountId, clinician.id),
    );
    expect(await reader.select().from(notification).where(isClinicians)).toEqual([]);
  });

  it("tells whoever asked for an import how it ended", async () => {
    const person = await signUpVerified();
    const done = await upload(person.caller);
    await person.caller.import.run({ id: done, rows: 2 });
    (await api.anotherInstance()).start();
    await vi.waitFor(async () => expect(await kindsOf(person)).toEqual(["import-done"]), { interval: 20 });
    expect((await person.caller.import.progress({ id: done })).state).toBe("done");
    const { id: refused } = await person.caller.import.begin(smallTable);
    const rows = [{ line: 2, cells: ["", "nobody"] }];
    await person.caller.import.addPart({ id: refused, file: smallPart.file, rows });
    await person.caller.import.run({ id: refused, rows: 1 });
    await vi.waitFor(async () => expect(await kindsOf(person)).toEqual(["import-failed", "import-done"]), {
      interval: 20,
    });
    const { items } = await person.caller.notification.list();
    expect(items.map(({ subjectId }) => subjectId)).toEqual([refused, done]);
  });
});

describe("the list", () => {
  it("is paged, newest first, and counts what is unread up to a limit", async () => {
    const person = await signUpVerified();
    const ids = (await insert(person, maxCounted + 5)).toReversed();
    const first = await person.caller.notification.list({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.unread).toBe(maxCounted);
    const second = await person.caller.notification.list({ limit: 2, cursor: first.nextCursor });
    expect(second.items.map(({ id }) => id)).toEqual(ids.slice(2, 4));
  });

  it("marks one as read, once", async () => {
    const person = await signUpVerified();
    const [one = newId(), two] = await insert(person, 2);
    const { caller } = person;
    expect(await caller.notification.markRead({ id: one })).toEqual({ unread: 1 });
    const { items } = await caller.notification.list();
    expect(items.map(({ id, readAt }) => [id, readAt === null])).toEqual([
      [two, true],
      [one, false],
    ]);
    const readAt = items[1]?.readAt;
    expect(await caller.notification.markRead({ id: one })).toEqual({ unread: 1 });
    expect((await caller.notification.list()).items[1]?.readAt).toBe(readAt);
  });

  it("marks all that were shown as read, and none that arrived later", async () => {
    const person = await signUpVerified();
    const [, shown = newId(), later] = await insert(person, 3);
    expect(await person.caller.notification.markAllRead({ newestId: shown })).toEqual({ unread: 1 });
    const { items } = await person.caller.notification.list();
    expect(items.filter(({ readAt }) => readAt === null).map(({ id }) => id)).toEqual([later]);
  });

  it("belongs to one account in one practice", async () => {
    const owner = await signUpVerified();
    const [id = newId()] = await insert(owner, 1);
    const other = await owner.caller.practice.create({ name: "Another" });
    const elsewhere = api.callerWith({ accessToken: owner.access, practice: other.id });
    expect(await kindsOf({ caller: elsewhere })).toEqual([]);
    expect((await failureOf(elsewhere.notification.markRead({ id }))).code).toBe("NOTIFICATION_NOT_FOUND");
    expect(await elsewhere.notification.markAllRead({ newestId: id })).toEqual({ unread: 0 });
    expect((await owner.caller.notification.list()).unread).toBe(1);
  });
});

it("is deleted after 90 days", async () => {
  const person = await signUpVerified();
  const [old = newId(), young] = await insert(person, 2);
  const age = (id: typeof old, by: string) =>
    reader.execute(sql`update notification set created_at = now() - ${by}::interval where id = ${id}`);
  await age(old, "91 days");
  if (young) await age(young, "89 days");
  await deleteOldNotifications(api.database);
  expect((await person.caller.notification.list()).items).toMatchObject([{ id: young }]);
});
