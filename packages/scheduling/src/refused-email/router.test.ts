import { findMailsTo } from "@caretype/core/mechanisms/mail/queries";
import { inDays } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { smtpError, startSmtpServer } from "@caretype/test-api/smtp-server";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it, vi } from "vitest";
import { any, openMailing } from "../../test/patient-mails.ts";
import { plus } from "../../test/schedules.ts";

/** The server's answers to `RCPT TO`, by address. It accepts others. */
const answers = new Map<string, Error>();
const smtp = await startSmtpServer({
  onRcptTo: ({ address }, _session, done) => done(answers.get(address)),
});
const api = await createTestApi({ mail: { smtpUrl: smtp.url, from: "Care <no-reply@example.org>" } });
api.services.start();
const at = inDays(7);
const waitUntil = (assertion: () => unknown) => vi.waitFor(assertion, { interval: 20 });

async function open(refusal: Error) {
  const opened = await openMailing(api);
  const { caller, email, patientId } = opened;
  answers.set(email, refusal);
  const items = async () => (await caller.refusedEmail.list()).items;
  const refused = { patientId, patientName: "Jane Roe", email, refusedAt: expect.stringMatching(/Z$/) };
  return { ...opened, items, refused };
}
const unknown = smtpError(550, "5.1.1 No such user");

it("is shown if it was refused for good, until it is resolved, and again after the next refusal", async () => {
  const { caller, book, items, refused, patientId, otherId, email } = await open(unknown);
  await book(at);
  await waitUntil(async () => expect(await items()).toEqual([refused]));
  expect((await caller.refusedEmail.list({ patientId })).items).toEqual([refused]);
  expect((await caller.refusedEmail.list({ patientId: otherId })).items).toEqual([]);
  const stranger = await api.signUp();
  expect((await stranger.caller.refusedEmail.list()).items).toEqual([]);
  expect(await failureOf(stranger.caller.refusedEmail.resolve({ patientId }))).toMatchObject({
    code: "PATIENT_NOT_FOUND",
  });
  await caller.refusedEmail.resolve({ patientId });
  expect(await items()).toEqual([]);
  // Later emails are still sent, and a family shares one address.
  await caller.patient.update({ id: otherId, ...any, email: email.toUpperCase() });
  await book(plus(at, 60));
  await waitUntil(async () => expect(await items()).toHaveLength(2));
});

it("is no longer shown for another address, for a patient who has died, or once an email is accepted", async () => {
  const { caller, book, items, refused, patientId, email } = await open(unknown);
  await book(at);
  await waitUntil(async () => expect(await items()).toEqual([refused]));
  await caller.patient.update({ id: patientId, ...any, email: `other-${email}` });
  expect(await items()).toEqual([]);
  await caller.patient.update({ id: patientId, ...any, email });
  expect(await items()).toHaveLength(1);
  await caller.patient.update({ id: patientId, ...any, deceasedOn: "2026-01" });
  expect(await items()).toEqual([]);
  await caller.patient.update({ id: patientId, ...any, deceasedOn: null });
  answers.delete(email);
  await book(plus(at, 60));
  await waitUntil(async () => expect(await items()).toEqual([]));
});

it.each([
  ["that may pass", smtpError(450, "4.2.1 Mailbox busy")],
  ["of the sender", smtpError(550, "5.7.1 Client host blocked")],
])("is not shown for a refusal %s, which is tried again", async (_, refusal) => {
  const { book, items, email } = await open(refusal);
  await book(at);
  const waiting = { state: "waiting", lastError: expect.stringContaining(refusal.message) };
  await waitUntil(async () => expect(await findMailsTo(api.database.reader, email)).toMatchObject([waiting]));
  expect(await items()).toEqual([]);
});

it("goes to no address that the patient had when it was written, whoever has changed it since", async () => {
  const { book, email, patientId } = await open(smtpError(450, "4.2.1 Mailbox busy"));
  await book(at);
  const statesOf = async (to: string) =>
    (await findMailsTo(api.database.reader, to)).map(({ state }) => state);
  await waitUntil(async () =>
    expect(await findMailsTo(api.database.reader, email)).toMatchObject([{ lastError: expect.any(String) }]),
  );
  // Simulates a booking that began before the change and saw the former address.
  await api.database.reader.execute(`update patient set email = 'new-${email}' where id = '${patientId}'`);
  answers.delete(email);
  await waitUntil(async () => expect(await statesOf(`new-${email}`)).toEqual(["sent"]));
  expect(await statesOf(email)).toEqual([]);
  expect(smtp.received.filter(({ to }) => to.includes(email))).toEqual([]);
});
