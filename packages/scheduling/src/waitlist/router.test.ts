import { dateInDays, inDays } from "@caretype/test-api/case";
import { codeOf, failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { any } from "../../test/patient-mails.ts";
import { openWaitlist, slotAt } from "../../test/waitlists.ts";
import { deletePastEntries } from "./queries.ts";

const api = await createTestApi();
const { reader } = api.database;
const open = () => openWaitlist(api);
const { appointmentLink } = api.anonymous;

/** Rounded: on Citus, the times come from different nodes. */
const secondsBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 1000);

describe("a slot that becomes free", () => {
  it("is held for the patient who waits longest, and booked with one click", async () => {
    const { caller, wait, cancel, offerAll, offered, offerTo, kindsTo, booked } = await open();
    const [first, second] = [await wait(), await wait()];
    await offerAll();
    expect(await offered()).toEqual([]);
    await cancel();
    await offerAll();
    await offerAll();
    expect(await offered()).toEqual([first.patientId]);
    const [entry] = (await caller.waitlist.list({ patientId: first.patientId })).items;
    const { appointmentId, startsAt, heldUntil } = entry?.offer ?? expect.fail();
    expect(startsAt).toBe(booked.startsAt);
    const hold = await caller.appointment.byId({ id: appointmentId });
    expect(hold).toMatchObject({ status: "pending", heldUntil, patientId: first.patientId });
    expect(secondsBetween(hold.createdAt, heldUntil)).toBe(60 * 60);
    const seen = await offerTo(first.patientId);
    const { token } = seen;
    expect(await appointmentLink.read({ token })).toMatchObject({
      status: "pending",
      heldUntil,
      mayChange: true,
    });
    expect(await caller.appointment.byId({ id: appointmentId })).toEqual(hold);
    const accepted = await appointmentLink.confirm(seen);
    expect(accepted).toMatchObject({ status: "booked", heldUntil: null, mayChange: true });
    expect((await caller.waitlist.list()).items.map(({ id }) => id)).toEqual([second.id]);
    expect(await kindsTo(first.patientId)).toEqual(["offered", "booked"]);
    await offerAll();
    expect(await offered()).toEqual([]);
  });

  it("goes to the next patient if it is declined or nobody answers, and is free in the end", async () => {
    const { caller, wait, cancel, offerAll, offered, offerTo, expire, kindsTo, doctorId, visitTypeId } =
      await open();
    const [first, second, third] = [await wait(), await wait(), await wait()];
    await cancel();
    await offerAll();
    const declined = await appointmentLink.cancel(await offerTo(first.patientId));
    expect(declined).toMatchObject({ status: "cancelled", mayChange: false });
    await offerAll();
    expect(await offered()).toEqual([second.patientId]);
    const late = await offerTo(second.patientId);
    await expire();
    expect(await codeOf(appointmentLink.confirm(late))).toBe("APPOINTMENT_STATE");
    await offerAll();
    expect(await offered()).toEqual([third.patientId]);
    await expire();
    await offerAll();
    expect(await offered()).toEqual([]);
    const days = { from: slotAt.slice(0, 10), to: slotAt.slice(0, 10) };
    const { items } = await caller.appointment.slots({ doctorId, visitTypeId, ...days, stepMinutes: 30 });
    expect(items.map(({ startsAt }) => Date.parse(startsAt))).toContain(Date.parse(slotAt));
    // All three still wait for other slots, and expired offers cause no notification.
    expect((await caller.waitlist.list()).items).toHaveLength(3);
    expect(await kindsTo(first.patientId)).toEqual(["offered"]);
  });

  it("is offered after a move, and after a cancellation by the patient's link", async () => {
    const { caller, wait, booked, offerAll, offered } = await open();
    const { patientId } = await wait();
    await caller.appointment.reschedule({ id: booked.id, ...any, startsAt: inDays(9) });
    await offerAll();
    expect(await offered()).toEqual([patientId]);
    const other = await open();
    const next = await other.wait();
    const token = (await other.mails()).at(-1)?.token ?? "";
    await appointmentLink.cancel({ token, startsAt: other.booked.startsAt });
    await other.offerAll();
    expect(await other.offered()).toEqual([next.patientId]);
  });

  it("is one wish if it is added again, also at once, and a booking ends equal ones", async () => {
    const { caller, wait, cancel, offerAll, offered } = await open();
    const first = await wait({ weekdays: [2, 1] });
    const wish = { patientId: first.patientId, visitTypeId: first.visitTypeId, lastDay: first.lastDay };
    const same = { ...wish, doctorId: first.doctorId, weekdays: [1, 2, 2], note: "Calls again" };
    const added = await Promise.all([1, 2, 3].map(() => caller.waitlist.add(same)));
    expect(added.map(({ id }) => id)).toEqual([first.id, first.id, first.id]);
    const today = new Date().toISOString().slice(0, 10);
    const again = await caller.waitlist.add({ ...same, firstDay: today, note: "Mornings" });
    expect([again.id, again.note]).toEqual([first.id, "Calls again\nMornings"]);
    const wholeDay = await caller.waitlist.add({ ...same, startsFrom: "00:00", startsTo: "23:59" });
    expect(wholeDay.id).toBe(first.id);
    const long = await failureOf(caller.waitlist.add({ ...same, note: "x".repeat(490) }));
    expect(Object.keys(long.details.errors ?? {})).toEqual(["note"]);
    const other = await caller.waitlist.add({ ...same, weekdays: [1] });
    expect(other.id).not.toBe(first.id);
    await caller.waitlist.remove({ id: other.id });
    await caller.waitlist.remove({ id: first.id });
    const { id } = await wait();
    // Like one from before equal wishes were merged.
    await reader.execute(sql`
      insert into waitlist_entry select (entry).* from (
        select jsonb_populate_record(its, jsonb_build_object('id', uuidv7())) as entry
        from waitlist_entry as its where id = ${id}) as made`);
    expect((await caller.waitlist.list()).items).toHaveLength(2);
    await cancel();
    await offerAll();
    expect(await offered()).toHaveLength(1);
    const { items } = await caller.waitlist.list();
    const offer = items.find((entry) => entry.offer !== null)?.offer ?? expect.fail();
    await caller.appointment.confirm({ id: offer.appointmentId, ...any });
    expect((await caller.waitlist.list()).items).toEqual([]);
  });

  it.each(["kept", "merged"] as const)(
    "stays once after a merge if the %s one has an offer",
    async (offering) => {
      const { caller, wait, cancel, offerAll, offered } = await open();
      const wish = { startsTo: "23:59", weekdays: [5, 4, 3, 2, 1, 7, 6] };
      const [one, other] = [await wait({ ...wish, note: "Limps" }), await wait({ note: "Limps" })];
      await cancel();
      await offerAll();
      expect(await offered()).toEqual([one.patientId]);
      const [kept, merged] = offering === "kept" ? [one, other] : [other, one];
      const { visitTypeId, lastDay } = merged;
      const add = ({ patientId }: typeof one, weekday: number, note?: string) =>
        caller.waitlist.add({ patientId, visitTypeId, lastDay, weekdays: [weekday], note });
      const alone = await add(merged, 1);
      const noted = await add(merged, 2, "Calls after five");
      await add(kept, 2, "Deaf");
      const { id: mergeId } = await caller.patient.merge({
        keepId: kept.patientId,
        mergedId: merged.patientId,
        ...any,
        mergedExpectedVersion: "any",
      });
      const ofPatient = async (entry: typeof one) =>
        (await caller.waitlist.list({ patientId: entry.patientId })).items;
      expect((await ofPatient(kept)).map(({ id, note }) => [id, note])).toEqual([
        [one.id, "Limps"],
        [alone.id, null],
        [noted.id, "Calls after five"],
        [expect.any(String), "Deaf"],
      ]);
      expect(await offered()).toEqual([kept.patientId]);
      await caller.patient.unmerge({ mergeId });
      expect(await offered()).toEqual([one.patientId]);
      expect((await ofPatient(one))[0]?.id).toBe(one.id);
      const again = (await ofPatient(other)).find(({ createdAt }) => createdAt === one.createdAt);
      expect(again?.weekdays).toEqual(other.weekdays);
      expect((await ofPatient(merged)).map(({ note }) => note).toSorted()).toEqual([
        "Calls after five",
        "Limps",
        null,
      ]);
      expect((await ofPatient(kept)).map(({ note }) => note).toSorted()).toEqual(["Deaf", "Limps"]);
    },
  );

  it("ends all wishes that a booking fulfils, and no others", async () => {
    const { caller, wait, cancel, offerAll, offered, offerTo, doctorId, otherId } = await open();
    const { patientId, visitTypeId, lastDay } = await wait();
    const wish = { patientId, visitTypeId, lastDay };
    await caller.doctor.update({ id: doctorId, ...any, specialization: "Card" });
    const upper = await caller.waitlist.add({ ...wish, specialization: "CARD" });
    expect((await caller.waitlist.add({ ...wish, specialization: "card" })).id).toBe(upper.id);
    await caller.waitlist.add(wish);
    await caller.waitlist.add({ ...wish, lastDay: inDays(61).slice(0, 10) });
    const kept = [
      await caller.waitlist.add({ ...wish, specialization: "Neuro" }),
      await caller.waitlist.add({ ...wish, lastDay: inDays(1).slice(0, 10) }),
      await wait({ doctorId: null }),
    ];
    const left = async () => (await caller.waitlist.list()).items.map(({ id }) => id);
    const ids = kept.map(({ id }) => id);
    await cancel();
    await offerAll();
    expect(await offered()).toEqual([patientId]);
    await appointmentLink.confirm(await offerTo(patientId));
    expect(await left()).toEqual(ids);
    for (const more of [{}, { doctorId }, { specialization: "card" }])
      await caller.waitlist.add({ ...wish, ...more });
    const placed = { patientId, doctorId, visitTypeId };
    const { id } = await caller.appointment.book({ ...placed, startsAt: inDays(8) });
    expect(await left()).toEqual(ids);
    await caller.waitlist.add(wish);
    await caller.appointment.bookSeries({ ...placed, startsAt: inDays(9), everyWeeks: 1, times: 2 });
    expect(await left()).toEqual(ids);
    await caller.waitlist.add(wish);
    await caller.appointment.book({ ...placed, patientId: otherId, startsAt: inDays(10) });
    await caller.appointment.reschedule({ id, ...any, startsAt: inDays(12) });
    expect(await left()).toHaveLength(4);
    await caller.appointment.reschedule({ id, ...any, startsAt: inDays(6) });
    expect(await left()).toEqual(ids);
  });

  it("is offered to a patient once, with several wishes, and withdrawn when another booking fulfils them", async () => {
    const { caller, wait, cancel, offerAll, offered, offerTo, doctorId } = await open();
    const { patientId, visitTypeId, lastDay } = await wait();
    const second = await wait();
    await caller.waitlist.add({ patientId, visitTypeId, lastDay });
    await cancel();
    await offerAll();
    await appointmentLink.cancel(await offerTo(patientId));
    await offerAll();
    expect(await offered()).toEqual([second.patientId]);
    const placed = { patientId: second.patientId, doctorId, visitTypeId };
    await caller.appointment.book({ ...placed, startsAt: inDays(8) });
    expect(await offered()).toEqual([]);
    const { items } = await caller.waitlist.list();
    expect(items.map((entry) => entry.patientId)).toEqual([patientId, patientId]);
  });

  it("is withdrawn when its day becomes a holiday, and offered to nobody", async () => {
    const { caller, wait, cancel, offerAll, offered } = await open();
    await wait();
    await wait();
    await cancel();
    await offerAll();
    await caller.practice.update({ ...any, name: "Renamed" });
    await offerAll();
    expect(await offered()).toHaveLength(1);
    const day = slotAt.slice(0, 10);
    await caller.practice.setHolidays({ ...any, holidays: [{ name: "Move", from: day, to: day }] });
    await offerAll();
    expect(await offered()).toEqual([]);
    expect((await caller.waitlist.list()).items).toHaveLength(2);
  });

  it.each(["a holiday", "closed"])("is accepted by nobody on a day that has just become %s", async (what) => {
    const { caller, wait, cancel, offerAll, offerTo, offered, booked } = await open();
    const { patientId } = await wait();
    await cancel();
    await offerAll();
    const link = await offerTo(patientId);
    const [entry] = (await caller.waitlist.list({ patientId })).items;
    const { appointmentId } = entry?.offer ?? expect.fail();
    const day = slotAt.slice(0, 10);
    const { doctorId } = booked;
    if (what === "closed") await caller.openingHours.set({ doctorId, ...any, weekly: [] });
    else await caller.practice.setHolidays({ ...any, holidays: [{ name: "Move", from: day, to: day }] });
    const { token } = link;
    const over = { status: "cancelled", heldUntil: null, mayChange: false };
    expect(await appointmentLink.read({ token })).toMatchObject(over);
    const refused = { code: "APPOINTMENT_STATE", details: { appointmentStatus: "cancelled" } };
    expect(await failureOf(appointmentLink.confirm(link))).toMatchObject(refused);
    expect(await failureOf(caller.appointment.confirm({ id: appointmentId, ...any }))).toMatchObject(refused);
    await offerAll();
    expect(await offered()).toEqual([]);
    expect(await codeOf(appointmentLink.confirm(link))).toBe("APPOINTMENT_STATE");
  });

  it.each([
    ["whose address is removed", { email: null }],
    ["who has died", { deceasedOn: "2026-01" }],
  ])("goes from a patient %s to the next one", async (_, change) => {
    const { caller, wait, cancel, offerAll, offered, kindsTo } = await open();
    const [first, next] = [await wait(), await wait()];
    await cancel();
    await offerAll();
    await reader.execute("update mail set sent_at = now() where template = 'appointment'");
    const { version } = await caller.patient.byId({ id: first.patientId });
    await caller.patient.update({ id: first.patientId, ...any, ...change });
    await offerAll();
    expect(await offered()).toEqual([next.patientId]);
    await caller.patient.revert({ id: first.patientId, ...any, version });
    await offerAll();
    expect(await offered()).toEqual([next.patientId]);
    expect(await kindsTo(first.patientId)).toEqual(["offered"]);
  });

  it("is held for nobody once the practice switches emails off", async () => {
    const { caller, wait, cancel, offerAll, offered } = await open();
    await wait();
    await cancel();
    await offerAll();
    await caller.practice.update({ ...any, patientEmails: false });
    expect(await offered()).toEqual([]);
    await caller.practice.update({ ...any, patientEmails: true });
    await offerAll();
    expect(await offered()).toEqual([]);
  });

  it("is offered again at the patient's new address, as the link works at one only", async () => {
    const { caller, wait, cancel, offerAll, offered, offerTo, kinds } = await open();
    const { patientId } = await wait();
    await cancel();
    await offerAll();
    const { token } = await offerTo(patientId);
    await reader.execute("update mail set sent_at = now() where template = 'appointment'");
    const email = `new-${patientId}@example.org`;
    await caller.patient.update({ id: patientId, ...any, email });
    expect(await kinds(email)).toEqual(["offered"]);
    expect(await offered()).toEqual([patientId]);
    expect(await codeOf(appointmentLink.read({ token }))).toBe("INVALID_LINK");
    await caller.patient.update({ id: patientId, ...any, email: email.toUpperCase() });
    expect(await kinds(email)).toEqual(["offered"]);
  });

  it("is not offered once staff have booked it, or if it was only held", async () => {
    const { caller, wait, cancel, book, otherId, offerAll, offered, doctorId, visitTypeId } = await open();
    await wait();
    await cancel();
    await book(slotAt, { patientId: otherId });
    const placed = { patientId: otherId, doctorId, visitTypeId, startsAt: inDays(8) };
    const held = await caller.appointment.hold(placed);
    await cancel(held.id);
    await offerAll();
    expect(await offered()).toEqual([]);
  });

  it("is held as long as the practice says, and staff may confirm it", async () => {
    const { caller, wait, cancel, offerAll, doctorId } = await open();
    for (const offerMinutes of [4, 1_441])
      expect(await codeOf(caller.practice.update({ ...any, offerMinutes }))).toBe("INVALID_INPUT");
    await caller.practice.update({ ...any, offerMinutes: 15 });
    await wait({ doctorId: null });
    await cancel();
    await offerAll();
    const offer = (await caller.waitlist.list()).items[0]?.offer ?? expect.fail();
    const { createdAt } = await caller.appointment.byId({ id: offer.appointmentId });
    expect(secondsBetween(createdAt, offer.heldUntil)).toBe(15 * 60);
    expect(offer.doctorId).toBe(doctorId);
    await caller.appointment.confirm({ id: offer.appointmentId, ...any });
    expect((await caller.waitlist.list()).items).toEqual([]);
  });

  it("is offered to nobody who cannot be told", async () => {
    const { caller, wait, cancel, offerAll, offered, book, patientId, visitTypeId } = await open();
    const silent = await wait();
    await caller.patient.update({ id: silent.patientId, ...any, email: null });
    // A slot is not offered to the patient who freed it.
    await caller.waitlist.add({ patientId, visitTypeId, lastDay: dateInDays(60) });
    await cancel();
    await offerAll();
    expect(await offered()).toEqual([]);
    await wait();
    await caller.practice.update({ ...any, patientEmails: false });
    await cancel((await book(slotAt)).id);
    await offerAll();
    expect(await offered()).toEqual([]);
  });
});

describe("a wish", () => {
  const weekday = new Date(slotAt).getUTCDay() || 7;
  const time = slotAt.slice(11, 16);
  const other = time === "00:00" ? "01:00" : "00:00";
  it.each([
    ["for the doctor suits", {}, true],
    ["at its time suits", { startsFrom: time, startsTo: time }, true],
    ["for another time does not", { startsFrom: other, startsTo: other }, false],
    ["for the doctor's specialization suits", { doctorId: null, specialization: "card" }, true],
    ["for another specialization does not", { doctorId: null, specialization: "PED" }, false],
    ["for other weekdays does not", { weekdays: [(weekday % 7) + 1] }, false],
    ["for its weekday suits", { weekdays: [weekday] }, true],
    ["for later days does not", { firstDay: dateInDays(20) }, false],
    ["for earlier days does not", { lastDay: dateInDays(3) }, false],
  ])("%s", async (_, wish, isOffered) => {
    const { caller, wait, cancel, offerAll, offered } = await open();
    await caller.practice.update({ ...any, timeZone: "UTC" });
    await wait(wish);
    await cancel();
    await offerAll();
    expect((await offered()).length).toBe(isOffered ? 1 : 0);
  });
});

it("for any doctor is not for one who does not see such patients", async () => {
  const { caller, wait, cancel, offerAll, offered, doctorId } = await open();
  await caller.doctor.update({ id: doctorId, ...any, specialization: "Gynäkologie" });
  const [boy, woman] = [await wait({ doctorId: null }), await wait({ doctorId: null })];
  await caller.patient.update({ id: boy.patientId, ...any, gender: "male", dateOfBirth: "2014-05-28" });
  await cancel();
  await offerAll();
  expect(await offered()).toEqual([woman.patientId]);
});

it("of another doctor does not suit", async () => {
  const { wait, cancel, offerAll, offered, addDoctor } = await open();
  await wait({ doctorId: await addDoctor("Kim Ode") });
  await cancel();
  await offerAll();
  expect(await offered()).toEqual([]);
});

describe("whoever waits", () => {
  it("leaves the list when removed, also with an open offer, and moves with a merge and its undo", async () => {
    const { caller, wait, cancel, offerAll, offered, otherId, visitTypeId } = await open();
    const [first, second, third] = [await wait(), await wait(), await wait()];
    await cancel();
    await offerAll();
    await caller.waitlist.remove({ id: first.id });
    await offerAll();
    expect(await offered()).toEqual([second.patientId]);
    const { items: withdrawn } = await caller.appointment.list({ patientId: first.patientId });
    expect(withdrawn).toMatchObject([{ cancelledBy: "practice", cancellationReason: null }]);
    await caller.patient.remove({ id: second.patientId, ...any });
    await offerAll();
    expect(await offered()).toEqual([third.patientId]);
    const pair = {
      keepId: otherId,
      mergedId: third.patientId,
      ...any,
      mergedExpectedVersion: "any",
    } as const;
    const { id: mergeId } = await caller.patient.merge(pair);
    expect(await offered()).toEqual([otherId]);
    const { id: ownId } = await caller.waitlist.add({
      patientId: otherId,
      visitTypeId,
      lastDay: dateInDays(30),
    });
    await caller.patient.unmerge({ mergeId });
    expect(await offered()).toEqual([third.patientId]);
    expect((await caller.waitlist.list({ patientId: otherId })).items.map(({ id }) => id)).toEqual([ownId]);
    expect(await codeOf(caller.waitlist.remove({ id: first.id }))).toBe("WAITLIST_ENTRY_NOT_FOUND");
  });

  it("is listed by page, and no longer after the last day", async () => {
    const { caller, wait } = await open();
    const entries = [await wait(), await wait(), await wait({ startsFrom: "08:00", startsTo: "12:00" })];
    const page = await caller.waitlist.list({ limit: 2 });
    const { items } = await caller.waitlist.list({ limit: 2, cursor: page.nextCursor ?? undefined });
    expect([...page.items, ...items]).toEqual(entries);
    await api.database.reader.execute(sql`
      update waitlist_entry set last_day = '2020-01-01' where id = ${entries[0]?.id}`);
    expect((await caller.waitlist.list()).items).toEqual(entries.slice(1));
    await deletePastEntries(api.database);
    const left = await api.database.reader.execute<{ id: string }>(sql`
      select id from waitlist_entry where practice_id = (
        select practice_id from waitlist_entry where id = ${entries[1]?.id}) order by id`);
    expect(left.map(({ id }) => id)).toEqual(
      entries
        .slice(1)
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(await codeOf(wait({ lastDay: "2020-01-01" }))).toBe("INVALID_INPUT");
  });
});
