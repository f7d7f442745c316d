import { inDays } from "@caretype/test-api/case";
import { makeColleague } from "@caretype/test-api/colleague";
import { codeOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { makeSchedule } from "../../test/schedules.ts";

const api = await createTestApi();
const { reader } = api.database;
const any = { expectedVersion: "any" } as const;

const tokenOf = (path: string) => path.replace(/^\/api\/calendar\/|\.ics$/g, "");
const read = (token: string, knownTag: string | null = null) =>
  api.anonymous.calendarFeed.read({ token, knownTag });

function eventsIn(calendar: string | null) {
  const parsed = new ICAL.Component(ICAL.parse(calendar ?? ""));
  return parsed.getAllSubcomponents("vevent").map((each) => ({
    uid: String(each.getFirstPropertyValue("uid")),
    summary: String(each.getFirstPropertyValue("summary")),
    status: String(each.getFirstPropertyValue("status")),
    startsAt: new ICAL.Event(each).startDate.toJSDate().toISOString(),
  }));
}

async function open(showsInitials = true) {
  const owner = await api.signUp();
  const schedule = await makeSchedule(owner);
  const created = await owner.caller.calendarFeed.create({ doctorId: schedule.doctorId, showsInitials });
  return { ...owner, ...schedule, created, token: tokenOf(created.path) };
}

describe("a doctor's calendar", () => {
  it("has the times and initials of the doctor's visits, and nothing else", async () => {
    const { caller, token, book, otherId, doctorId, visitTypeId, patientId, addDoctor } = await open();
    const first = await book({ reasonForVisit: "Palpitations", startsAt: inDays(3) });
    const hold = { patientId: otherId, doctorId, visitTypeId, startsAt: inDays(4) };
    const held = await caller.appointment.hold(hold);
    const gone = await book({ startsAt: inDays(5) });
    await caller.appointment.cancel({ id: gone.id, ...any, reason: "Ill" });
    await book({ startsAt: inDays(6), doctorId: await addDoctor("Ida Moss") });
    await book({ startsAt: inDays(400) });
    const { calendar } = await read(token);
    expect(eventsIn(calendar)).toEqual([
      { uid: `${first.id}@caretype`, summary: "JR", status: "CONFIRMED", startsAt: inDays(3) },
      { uid: `${held.id}@caretype`, summary: "AL", status: "TENTATIVE", startsAt: inDays(4) },
    ]);
    for (const secret of ["Palpitations", "Check-up", "Jane", "Roe", "Ann", "Lee", patientId])
      expect(calendar).not.toContain(secret);
  });

  it("says only that the doctor is busy, in the language of the link, without initials", async () => {
    const { token, book, created, access: accessToken, doctorId } = await open(false);
    await book();
    expect(created.showsInitials).toBe(false);
    const titles = async (of: string) => eventsIn((await read(of)).calendar).map(({ summary }) => summary);
    expect(await titles(token)).toEqual(["Busy"]);
    const inSpanish = api.callerWith({ accessToken, services: api.services.inLanguageOf("es-MX") });
    const { path } = await inSpanish.calendarFeed.create({ doctorId, showsInitials: false });
    expect(await titles(tokenOf(path))).toEqual(["Ocupado"]);
  });

  it("has none of another practice's visits", async () => {
    const { token, doctorId } = await open();
    const stranger = await api.signUp();
    const foreignSchedule = await makeSchedule(stranger);
    await stranger.caller.openingHours.set({
      doctorId,
      ...any,
      weekly: [{ weekday: 1, opens: "00:00", closes: "24:00" }],
    });
    const visit = {
      patientId: foreignSchedule.patientId,
      doctorId,
      visitTypeId: foreignSchedule.visitTypeId,
    };
    await stranger.caller.appointment.book({ ...visit, startsAt: inDays(7), overrideReason: "Visiting" });
    expect(eventsIn((await read(token)).calendar)).toEqual([]);
  });

  it("is not sent again until it changes", async () => {
    const { token, book, caller } = await open();
    const { id } = await book();
    const { tag } = await read(token);
    expect(await read(token, tag)).toEqual({ tag, calendar: null });
    await caller.appointment.reschedule({ id, ...any, startsAt: inDays(8) });
    const changed = await read(token, tag);
    expect(changed.tag).not.toBe(tag);
    expect(eventsIn(changed.calendar)).toMatchObject([{ startsAt: inDays(8) }]);
  });

  it("names in the audit the patients whose initials were sent, and only then", async () => {
    const { token, book, patientId, doctorId, created, caller } = await open();
    await book();
    const { tag } = await read(token);
    await read(token, tag);
    const { items } = await caller.audit.list({ limit: 5 });
    const reads = items.filter(({ action }) => action === "calendarFeed.read");
    expect(reads.map(({ accountId }) => accountId)).toEqual([null, null]);
    const rows = await reader.execute<{ subjects: string[] }>(
      `select to_jsonb(subject_ids) as subjects from audit_entry where action = 'calendarFeed.read'
        and '${created.id}' = any(subject_ids) order by at`,
    );
    expect(rows.map(({ subjects }) => [...subjects].toSorted())).toEqual([
      [created.id, doctorId, patientId].toSorted(),
      [created.id, doctorId].toSorted(),
    ]);
  });
});

describe("a link to a calendar", () => {
  it("is shown once, stored as a hash, and works until it is revoked", async () => {
    const { caller, token, created, doctorId } = await open();
    const { path, ...listed } = created;
    expect(await caller.calendarFeed.list({ doctorId })).toEqual({ items: [listed], nextCursor: null });
    const [row] = await reader.execute(
      `select feed::text from calendar_feed as feed where id = '${created.id}'`,
    );
    expect(JSON.stringify(row)).not.toContain(token);
    expect((await read(token)).calendar).toContain("BEGIN:VCALENDAR");
    await caller.calendarFeed.revoke({ id: created.id });
    expect(await codeOf(read(token))).toBe("INVALID_LINK");
    expect(path).toBe(`/api/calendar/${token}.ics`);
  });

  it("stops working when its creator leaves, may no longer manage the schedule, or is deactivated", async () => {
    const owner = await open();
    const colleague = await makeColleague(api, owner, "reception");
    const { path, id } = await colleague.caller.calendarFeed.create({ doctorId: owner.doctorId });
    const works = async () => {
      const { items } = await owner.caller.calendarFeed.list();
      const answer = await read(tokenOf(path)).then(
        () => true,
        () => false,
      );
      expect(items.find((each) => each.id === id)?.isActive).toBe(answer);
      return answer;
    };
    expect(await works()).toBe(true);
    const foreignSchedule = `account_id = '${colleague.id}'`;
    await reader.execute(`update membership set role = 'viewer' where ${foreignSchedule}`);
    expect(await works()).toBe(false);
    await reader.execute(`update membership set role = 'reception' where ${foreignSchedule}`);
    expect(await works()).toBe(true);
    await reader.execute(`update account set is_active = false where id = '${colleague.id}'`);
    expect(await works()).toBe(false);
    await reader.execute(`update account set is_active = true where id = '${colleague.id}'`);
    await reader.execute(`delete from membership where ${foreignSchedule}`);
    expect(await works()).toBe(false);
  });

  it("goes with its doctor", async () => {
    const owner = await api.signUp();
    const { id } = await owner.caller.doctor.create({ name: "Ida Moss" });
    const { path } = await owner.caller.calendarFeed.create({ doctorId: id });
    await owner.caller.doctor.remove({ id, ...any });
    expect(await codeOf(read(tokenOf(path)))).toBe("INVALID_LINK");
  });
});
