import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";
import { any, openMailing } from "../../test/patient-mails.ts";
import { plus } from "../../test/schedules.ts";
import { remindPatient } from "./notify-patient.ts";
import { lockDueReminders } from "./queries.ts";
import { sendReminders } from "./send-reminders.ts";

const api = await createTestApi();
const { services, database } = api;
const { reader } = database;
const remindAt = (at: string) => sendReminders({ database: services.database, services }, at);
const everythingSent = () => reader.execute("update mail set sent_at = now() where sent_at is null");

/** A Monday in Vienna, 9:00 in summer time, which is UTC+2. */
const monday = "2027-06-14T07:00:00Z";
const sundayAt = (hour: string) => `2027-06-13T${hour}:00Z`;

/** An appointment on Monday that was booked long before. */
async function open() {
  const opened = await openMailing(api);
  const booked = await opened.book(monday);
  await everythingSent();
  await reader.execute("update appointment_mail set created_at = now() - interval '1 day'");
  return { ...opened, id: booked.id };
}

it("reminds at the practice's hour of the day before, and once", async () => {
  const { kinds, mails, caller } = await open();
  await remindAt(sundayAt("07:59"));
  expect(await kinds()).toEqual(["booked"]);
  await remindAt(sundayAt("08:00"));
  await remindAt(sundayAt("08:01"));
  await remindAt(sundayAt("21:00"));
  expect(await kinds()).toEqual(["booked", "reminder"]);
  expect((await mails()).at(-1)?.text).toContain("14 June 2027 at 09:00 Central European Summer Time");
  await caller.practice.update({ ...any, reminderHour: 23 });
  await remindAt(sundayAt("22:00"));
  expect(await kinds()).toEqual(["booked", "reminder"]);
});

it("reminds when clocks show the hour first, if they show it twice", async () => {
  const { caller, book, kinds } = await open();
  await caller.practice.update({ ...any, timeZone: "Antarctica/Troll", reminderHour: 2 });
  await book("2027-11-01T09:00:00Z");
  await everythingSent();
  await reader.execute("update appointment_mail set created_at = now() - interval '1 day'");
  await remindAt("2027-10-30T23:59:00Z");
  expect(await kinds()).toEqual(["booked", "booked"]);
  await remindAt("2027-10-31T00:00:00Z");
  expect(await kinds()).toEqual(["booked", "booked", "reminder"]);
});

it("reminds of a visit that was moved on its new day only, and never of a cancelled one", async () => {
  const { kinds, caller, id } = await open();
  const wednesday = plus(monday, 2 * 1_440);
  await remindAt(sundayAt("09:00"));
  await everythingSent();
  await caller.appointment.reschedule({ id, ...any, startsAt: wednesday });
  await everythingSent();
  await reader.execute("update appointment_mail set created_at = now() - interval '1 day'");
  await remindAt(sundayAt("20:00"));
  expect(await kinds()).toEqual(["booked", "reminder", "moved"]);
  await remindAt("2027-06-15T09:00:00Z");
  expect(await kinds()).toEqual(["booked", "reminder", "moved", "reminder"]);
  // Not sent yet, because the mail server was unavailable. The cancellation replaces it.
  await caller.appointment.cancel({ id, ...any, reason: "Ill" });
  await remindAt("2027-06-15T10:00:00Z");
  expect(await kinds()).toEqual(["booked", "reminder", "moved", "cancelled"]);
});

it("does not remind after the visit, of one just booked, or if it is off", async () => {
  const { kinds, caller, book, patientId, id } = await open();
  await remindAt(plus(monday, 1));
  await caller.practice.update({ ...any, reminderHour: null });
  await remindAt(sundayAt("09:00"));
  await caller.practice.update({ ...any, reminderHour: 10, patientEmails: false });
  await remindAt(sundayAt("09:00"));
  await caller.practice.update({ ...any, patientEmails: true });
  // Booked after the time of the reminder.
  await reader.execute(
    `update appointment_mail set created_at = '${sundayAt("10:00")}' where appointment_id = '${id}'`,
  );
  await remindAt(sundayAt("11:00"));
  expect(await kinds()).toEqual(["booked"]);
  await caller.patient.update({ id: patientId, ...any, email: null });
  await book(plus(monday, 7 * 1_440));
  await remindAt("2027-06-20T09:00:00Z");
  expect(await kinds()).toEqual(["booked"]);
});

/** Forty patients of one practice, each with an address and an appointment on Monday. */
async function openForty() {
  const opened = await openMailing(api);
  const addresses: string[] = [];
  for (let at = 0; at < 40; at++) {
    const email = `${at}.${opened.email}`;
    const { id } = await opened.caller.patient.create({ name: `P ${at}`, gender: "female", email });
    await opened.book(plus(sundayAt("22:00"), at * 30), { patientId: id });
    addresses.push(email);
  }
  await everythingSent();
  await reader.execute("update appointment_mail set created_at = now() - interval '1 day'");
  const reminders = async () => {
    const [row] = await reader.execute<{ all: number; people: number }>(
      `select count(*)::int as "all", count(distinct recipient)::int as people from mail
        where data->>'kind' = 'reminder' and recipient like '%.${opened.email}'`,
    );
    return row;
  };
  return { ...opened, reminders };
}

it("reminds each patient once with four servers, of which one dies in the middle", async () => {
  const { reminders } = await openForty();
  const others = await Promise.all([1, 2, 3].map(() => api.anotherInstance()));
  const [wrote, dies] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const dying = services.database.transaction(async (db) => {
    const lot = await lockDueReminders(db, { at: sundayAt("09:00"), most: 5 });
    expect(lot).toHaveLength(5);
    for (const { practiceId, ...reminder } of lot)
      await remindPatient({ db, scope: { practiceId }, services }, reminder);
    wrote.resolve();
    await dies.promise;
    throw new Error("killed");
  });
  await wrote.promise;
  const alive = [services, ...others];
  const round = () =>
    Promise.all(
      alive.map((each) => sendReminders({ database: each.database, services: each }, sundayAt("09:00"))),
    );
  await round();
  expect(await reminders()).toEqual({ all: 35, people: 35 });
  dies.resolve();
  await expect(dying).rejects.toThrow("killed");
  await round();
  await round();
  expect(await reminders()).toEqual({ all: 40, people: 40 });
});

it("has a key in the database, which lets one of several simultaneous reminders through", async () => {
  const { kinds, id, caller } = await open();
  const scope = { practiceId: (await caller.practice.mine()).id };
  const remind = () =>
    services.database.transaction((db) =>
      remindPatient({ db, scope, services }, { appointmentId: id, day: "2027-06-14" }),
    );
  await Promise.all([remind(), remind(), remind()]);
  await remind();
  expect(await kinds()).toEqual(["booked", "reminder"]);
});

it("never leaves a reminder of a visit that is cancelled at the same moment", async () => {
  const { caller, book, kinds } = await openMailing(api);
  for (let round = 0; round < 10; round++) {
    const { id } = await book(plus(monday, round * 7 * 1_440));
    await everythingSent();
    await reader.execute("delete from mail where template = 'appointment'");
    await reader.execute("update appointment_mail set created_at = now() - interval '1 day'");
    const sunday = plus(sundayAt("09:00"), round * 7 * 1_440);
    await Promise.all([remindAt(sunday), caller.appointment.cancel({ id, ...any, reason: "Ill" })]);
    await remindAt(sunday);
    expect(await kinds()).toEqual(["cancelled"]);
  }
});
