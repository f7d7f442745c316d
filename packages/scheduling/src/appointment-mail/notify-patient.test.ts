import { inDays } from "@caretype/test-api/case";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";
import { any, openMailing } from "../../test/patient-mails.ts";
import { plus } from "../../test/schedules.ts";

const api = await createTestApi();
const { reader } = api.database;

it("tells of a booking, a move and a cancellation, each once, and replaces what is not sent yet", async () => {
  const { caller, book, kinds, mails, doctorId, addDoctor } = await openMailing(api);
  const { id, startsAt } = await book(inDays(7));
  expect(await kinds()).toEqual(["booked"]);
  await reader.execute("update mail set sent_at = now() where template = 'appointment'");
  await caller.appointment.reschedule({ id, ...any, startsAt: plus(startsAt, 60) });
  expect(await kinds()).toEqual(["booked", "moved"]);
  const other = await addDoctor("Ida Moss");
  await caller.appointment.reschedule({ id, ...any, startsAt: plus(startsAt, 60), doctorId: other });
  expect(await kinds()).toEqual(["booked", "moved"]);
  expect((await mails()).at(-1)?.text).toContain("with Ida Moss");
  // A change that the patient does not see.
  const room = await caller.room.create({ name: "Oncology 2" });
  const same = { id, ...any, startsAt: plus(startsAt, 60), roomId: room.id };
  await caller.appointment.reschedule({ ...same, doctorId: other });
  await caller.appointment.cancel({ id, ...any, reason: "Ill" });
  expect(await kinds()).toEqual(["booked", "cancelled"]);
  expect(doctorId).not.toBe(other);
});

it("writes nothing about the patient or the visit, but who, where and when", async () => {
  const { caller, patientId, doctorId, mails, practiceName } = await openMailing(api, "de-CH");
  const type = await caller.visitType.create({ name: "Chemotherapy", minutes: 30 });
  const room = await caller.room.create({ name: "Oncology" });
  const visit = {
    patientId,
    doctorId,
    visitTypeId: type.id,
    roomId: room.id,
    reasonForVisit: "Palpitations",
  };
  await caller.appointment.book({ ...visit, startsAt: "2027-01-11T08:30:00Z" });
  const [mail] = await mails();
  const { subject, text = "", html, token } = mail ?? {};
  expect(subject).toBe("Ihr Termin");
  expect(text).toContain("Montag, 11. Januar 2027 um 09:30 Mitteleuropäische Normalzeit, bei Sam Okafor");
  expect(text).toContain(practiceName);
  expect(text).toContain(`https://app.example.org/appointment#token=${token}`);
  expect(html).toContain('lang="de"');
  for (const secret of ["Chemotherapy", "Oncology", "Palpitations", "Jane", "Roe", patientId])
    expect(JSON.stringify(mail)).not.toContain(secret);
  expect(await api.anonymous.appointmentLink.read({ token: token ?? "" })).toMatchObject({
    status: "booked",
  });
});

it("says how to reach the practice, and nothing that a browser takes for a link", async () => {
  const { caller, book, mails } = await openMailing(api);
  await book(inDays(3));
  const address = "Ordination (Hof),\r\nRing 12/3/7\n1010 Wien www.evil.example/x http://evil.example";
  await caller.practice.update({
    ...any,
    address,
    phoneNumber: "+41 44 668 18 00",
    email: "desk@example.org",
  });
  await book(inDays(4));
  const [before, after] = await mails();
  expect(before?.text).not.toContain("Bahnhofstrasse");
  expect(after?.text).toMatch(
    /, Ordination \(Hof\), Ring 12\/3\/7, 1010 Wien www\. evil\. example\/x http evil\. example, \+41 44 668 18 00, desk@example\.org\n$/,
  );
  const [file] = (await after?.calendar?.({ from: "a@example.org", to: "b@example.org" })) ?? [];
  expect(file?.content).toContain(String.raw`LOCATION:Ordination (Hof)\, Ring 12/3/7\, 1010 Wien`);
});

it("tells nothing of holds, of visits that have begun, without an address, and if it is off", async () => {
  const { caller, book, kinds, patientId, otherId, doctorId, visitTypeId } = await openMailing(api);
  const hold = { patientId, doctorId, visitTypeId };
  const held = await caller.appointment.hold({ ...hold, startsAt: inDays(3) });
  await caller.appointment.reschedule({ id: held.id, ...any, startsAt: inDays(4) });
  await caller.appointment.cancel({ id: held.id, ...any, reason: "No" });
  await book(plus(new Date().toISOString().slice(0, 17).concat("00Z"), -10));
  await book(inDays(5), { patientId: otherId });
  expect(await kinds()).toEqual([]);
  const again = await caller.appointment.hold({ ...hold, startsAt: inDays(3) });
  await caller.appointment.confirm({ id: again.id, ...any });
  expect(await kinds()).toEqual(["booked"]);
  await caller.practice.update({ ...any, patientEmails: false });
  await book(inDays(6));
  await caller.appointment.cancel({ id: again.id, ...any, reason: "No" });
  // Emails that are not sent yet are outdated by now.
  expect(await kinds()).toEqual([]);
});

it("is off in a new practice", async () => {
  const { caller } = await api.signUp();
  expect(await caller.practice.mine()).toMatchObject({ patientEmails: false, reminderHour: 10 });
});

it("tells of a series in one email, and of those that were moved or cancelled", async () => {
  const { caller, patientId, doctorId, visitTypeId, kinds, mails, book: _ } = await openMailing(api);
  const visit = { patientId, doctorId, visitTypeId, startsAt: inDays(7) };
  const { items } = await caller.appointment.bookSeries({ ...visit, everyWeeks: 1, times: 3 });
  const [, second, third] = items;
  const [mail] = await mails();
  expect(mail?.text.match(/with Sam Okafor/g)).toHaveLength(3);
  await reader.execute("update mail set sent_at = now() where template = 'appointment'");
  const input = { id: second?.id ?? expect.fail(), ...any };
  await caller.appointment.rescheduleSeries({ ...input, startsAt: plus(second?.startsAt ?? "", 60) });
  await reader.execute("update mail set sent_at = now() where template = 'appointment'");
  await caller.appointment.cancelSeries({ id: third?.id ?? expect.fail(), ...any, reason: "Away" });
  expect(await kinds()).toEqual(["booked", "moved", "cancelled"]);
  expect((await mails()).map(({ text }) => text.match(/with Sam Okafor/g)?.length)).toEqual([3, 2, 1]);
});

it("tells the patient of a cancellation by link, and that once", async () => {
  const { book, mails, kinds } = await openMailing(api);
  const { startsAt } = await book(inDays(7));
  const token = (await mails())[0]?.token ?? "";
  await reader.execute("update mail set sent_at = now() where template = 'appointment'");
  await Promise.all([1, 2, 3].map(() => api.anonymous.appointmentLink.cancel({ token, startsAt })));
  expect(await kinds()).toEqual(["booked", "cancelled"]);
});

it("books although the address cannot get emails", async () => {
  const { book, patientId, kinds } = await openMailing(api);
  await reader.execute(`update patient set email = 'no address' where id = '${patientId}'`);
  expect(await book(inDays(7))).toMatchObject({ status: "booked" });
  expect(await kinds("no address")).toEqual([]);
});

it("writes no email for a booking that is rolled back", async () => {
  const { caller, patientId, doctorId, visitTypeId, kinds, book } = await openMailing(api);
  await book(inDays(14));
  const series = { patientId, doctorId, visitTypeId, startsAt: inDays(7), everyWeeks: 1, times: 2 };
  await expect(caller.appointment.bookSeries(series)).rejects.toThrow();
  expect(await kinds()).toEqual(["booked"]);
});

it("goes to the address that the patient has now, also if it waits already", async () => {
  const { caller, book, kinds, mails, email, patientId, otherId, doctorId, visitTypeId } =
    await openMailing(api);
  const sent = await book(inDays(3));
  await reader.execute(`update mail set sent_at = now() where recipient = '${email}'`);
  const series = { patientId, doctorId, visitTypeId, startsAt: inDays(7), everyWeeks: 1, times: 2 };
  await caller.appointment.bookSeries(series);
  const { startsAt } = await book(inDays(30));
  const [, , old] = await mails();
  const corrected = `new-${email}`;
  await caller.patient.update({ id: patientId, ...any, email: corrected });
  expect(await kinds()).toEqual(["booked"]);
  expect(await kinds(corrected)).toEqual(["booked", "booked"]);
  const [weekly, single] = await mails(corrected);
  expect(weekly?.text.match(/with Sam Okafor/g)).toHaveLength(2);
  // The email to the other address has another link.
  const read = (token: string | null = "") => api.anonymous.appointmentLink.read({ token: token ?? "" });
  expect(await read(single?.token)).toMatchObject({ startsAt });
  await expect(read(old?.token)).rejects.toThrow();
  // Addresses ignore letter case.
  const id = single?.id;
  await caller.patient.update({ id: patientId, ...any, email: corrected.toUpperCase() });
  expect((await mails(corrected)).map((mail) => mail.id)).toContain(id);
  await caller.patient.update({ id: patientId, ...any, email: null });
  expect(await kinds(corrected)).toEqual([]);
  await caller.appointment.reschedule({ id: sent.id, ...any, startsAt: plus(sent.startsAt, 60) });
  expect(await kinds(corrected)).toEqual([]);
  const { version } = await caller.patient.update({ id: patientId, ...any, email });
  await caller.appointment.reschedule({ id: sent.id, ...any, startsAt: plus(sent.startsAt, 120) });
  await caller.patient.update({ id: patientId, ...any, email: corrected });
  // Includes emails that waited while there was no address.
  const waiting = ["booked", "booked", "moved"];
  const sorted = async (to?: string) => (await kinds(to)).toSorted();
  expect(await sorted(corrected)).toEqual(waiting);
  await caller.patient.revert({ id: patientId, ...any, version });
  expect([await kinds(corrected), await sorted()]).toEqual([[], ["booked", ...waiting]]);
  const kept = `kept-${email}`;
  await caller.patient.update({ id: otherId, ...any, email: kept });
  const both = { keepId: otherId, mergedId: patientId, mergedExpectedVersion: "any", ...any } as const;
  const { id: mergeId } = await caller.patient.merge(both);
  expect([await kinds(), await sorted(kept)]).toEqual([["booked"], waiting]);
  await caller.patient.unmerge({ mergeId });
  expect([await sorted(), await kinds(kept)]).toEqual([["booked", ...waiting], []]);
});

it("is withdrawn when the practice switches emails to patients off, and only there", async () => {
  const { caller, book, kinds } = await openMailing(api);
  const elsewhere = await openMailing(api);
  await elsewhere.book(inDays(7));
  await book(inDays(7));
  await caller.practice.update({ ...any, patientEmails: true, name: "Elm" });
  expect(await kinds()).toEqual(["booked"]);
  await caller.practice.update({ ...any, patientEmails: false });
  expect(await kinds()).toEqual([]);
  expect(await elsewhere.kinds()).toEqual(["booked"]);
  await caller.practice.update({ ...any, patientEmails: true });
  expect(await kinds()).toEqual(["booked"]);
});

it("is written anew when an address returns, a series in one email, and only if it is still so", async () => {
  const { caller, book, kinds, mails, email, patientId, doctorId, visitTypeId } = await openMailing(api);
  await book(inDays(3));
  await reader.execute("update mail set sent_at = now() where template = 'appointment'");
  const series = { patientId, doctorId, visitTypeId, startsAt: inDays(7), everyWeeks: 1, times: 2 };
  await caller.appointment.bookSeries(series);
  const cancelled = await book(inDays(4));
  const { id, startsAt } = await book(inDays(5));
  const { version } = await caller.patient.byId({ id: patientId });
  await caller.patient.update({ id: patientId, ...any, email: null });
  await caller.appointment.cancel({ id: cancelled.id, ...any, reason: "Ill" });
  await caller.appointment.reschedule({ id, ...any, startsAt: plus(startsAt, 60) });
  expect(await kinds()).toEqual(["booked"]);
  await caller.patient.revert({ id: patientId, ...any, version });
  const anew = await mails();
  const visits = anew.map(({ text }) => text.match(/with Sam Okafor/g)?.length);
  expect(visits.toSorted()).toEqual([1, 1, 2]);
  const changed = { kind: "booked", visits: [expect.objectContaining({ id, version: 2 })] };
  expect(anew.map(({ sent }) => sent)).toContainEqual(expect.objectContaining(changed));
  await caller.patient.update({ id: patientId, ...any, phoneNumber: "+41 44 668 18 00", email });
  expect((await mails()).map((mail) => mail.id)).toEqual(anew.map((mail) => mail.id));
});
