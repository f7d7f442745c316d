import { asId } from "@caretype/core/kernel/field/ids";
import { breakGlass, idempotencyKey, mail, membership } from "@caretype/db/schema";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { and, eq } from "drizzle-orm";
import { expect, it } from "vitest";

const api = await createTestApi();
const { reader } = api.database;
const reason = "The hospital called: she is unconscious";

const isNotified = async ({ email }: { email: string }) =>
  (await reader.$count(mail, and(eq(mail.recipient, email), eq(mail.template, "breakGlass")))) === 1;

async function setUpPractice() {
  const owner = await api.signUp();
  const patient = await owner.caller.patient.create({ name: "Ann Lee", gender: "female" });
  const staff = await api.signUpStaff();
  const breakIt = () => staff.caller.staff.breakGlass({ patientId: patient.id, reason });
  return { owner, patient, staff, breakIt };
}

it("notifies an owner who was deactivated before", async () => {
  const { owner, staff, breakIt } = await setUpPractice();
  const { id } = owner.account;
  await staff.caller.staff.deactivate({ id, reason: "other" });
  await breakIt();
  await staff.caller.staff.reactivate({ id });
  expect(await isNotified(owner)).toBe(true);
});

it("notifies only owners, or all members if there are none", async () => {
  const { owner, breakIt } = await setUpPractice();
  const clinician = await makeColleague(api, owner, "clinician");
  await breakIt();
  expect([await isNotified(owner), await isNotified(clinician)]).toEqual([true, false]);
  await reader.update(membership).set({ role: "viewer" }).where(eq(membership.accountId, owner.account.id));
  const other = await api.signUpStaff();
  const { items } = await clinician.caller.patient.list();
  await other.caller.staff.breakGlass({ patientId: items[0]?.id ?? asId(""), reason });
  expect(await isNotified(clinician)).toBe(true);
});

it("refuses access if the practice has no members", async () => {
  const { owner, patient, staff, breakIt } = await setUpPractice();
  await reader.delete(membership).where(eq(membership.accountId, owner.account.id));
  const { code, details } = await failureOf(breakIt());
  expect([code, Object.keys(details.errors ?? {})]).toEqual(["INVALID_INPUT", ["patientId"]]);
  expect(await reader.$count(breakGlass, eq(breakGlass.patientId, patient.id))).toBe(0);
  expect((await failureOf(staff.caller.staff.patient({ patientId: patient.id }))).code).toBe(
    "PATIENT_NOT_FOUND",
  );
});

it("stores no reason under an Idempotency-Key, and grants each call separately", async () => {
  const { patient, staff } = await setUpPractice();
  const keyed = () =>
    api.callerWith({ accessToken: staff.access, idempotency: { keys: ["one"], replayed: new Set() } });
  const open = () => keyed().staff.breakGlass({ patientId: patient.id, reason });
  const [first, second] = [await open(), await open()];
  expect(second.id).not.toBe(first.id);
  expect(await reader.$count(idempotencyKey, eq(idempotencyKey.accountId, staff.account.id))).toBe(0);
});
