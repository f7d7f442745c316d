import type { DoctorId, PatientId } from "@caretype/core/kernel/field/ids";
import { renderMail } from "@caretype/core/mechanisms/mail/render-mail";
import type { TestApi } from "@caretype/test-api/api";
import { mailsTo } from "@caretype/test-api/mails";
import { v7 as uuidv7 } from "uuid";
import { schedulingModule } from "../src/module.ts";
import { makeSchedule } from "./schedules.ts";

export const any = { expectedVersion: "any" } as const;

/** A practice in Vienna that emails its patients, with a patient who has an address. */
export async function openMailing(api: TestApi, language?: string) {
  const owner = await api.signUp();
  const schedule = await makeSchedule(owner, { perDay: 500 });
  const email = `${uuidv7()}@example.org`;
  const { caller } = owner;
  const { name } = await caller.practice.update({ ...any, patientEmails: true, timeZone: "Europe/Vienna" });
  await caller.patient.update({
    id: schedule.patientId,
    ...any,
    email,
    ...(language && { preferredLanguage: language }),
  });
  const { linkTokens } = api.services;
  const maker = { linkTokens, appUrl: "https://app.example.org" };
  /** The queued emails, oldest first. */
  const mails = async (to = email) => {
    const all = await mailsTo(api, to);
    return all
      .filter((each) => each.template === "appointment")
      .toReversed()
      .map((mail) => {
        const kept = { id: mail.id, to, template: mail.template, data: mail.data, expiresAt: "2999-01-01" };
        return { ...mail, ...renderMail(schedulingModule.mails(), kept, maker), sent: mail.data };
      });
  };
  /** The kinds of queued emails, oldest first. */
  const kinds = async (to?: string) =>
    (await mails(to)).map(({ sent }) => String(Reflect.get(Object(sent), "kind")));
  const book = (startsAt: string, who: { patientId?: PatientId; doctorId?: DoctorId } = {}) =>
    schedule.book({ startsAt, ...who });
  return { ...owner, ...schedule, email, mails, kinds, book, practiceName: name };
}
