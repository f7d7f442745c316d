import type { PatientId } from "@caretype/core/kernel/field/ids";
import type { TestApi } from "@caretype/test-api/api";
import { inDays } from "@caretype/test-api/case";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { offerFreedSlots } from "../src/waitlist/offer-slots.ts";
import { any, openMailing } from "./patient-mails.ts";

export const slotAt = inDays(7);

/** A practice that emails its patients, with a patient who has an appointment in a week. */
export async function openWaitlist(api: TestApi) {
  const practice = await openMailing(api);
  const { caller, visitTypeId, doctorId, mails } = practice;
  const booked = await practice.book(slotAt);
  const addresses = new Map<PatientId, string>();
  /** Adds a waiting patient with an individual address. */
  const wait = async (wish: Partial<Parameters<typeof caller.waitlist.add>[0]> = {}) => {
    const email = `${uuidv7()}@example.org`;
    const patientId = await practice.addPatient("Wanda Waits");
    await caller.patient.update({ id: patientId, ...any, email });
    addresses.set(patientId, email);
    const lastDay = inDays(60).slice(0, 10);
    return caller.waitlist.add({ patientId, visitTypeId, doctorId, lastDay, ...wish });
  };
  /** The token of a patient's newest offer, and the start that its page shows. */
  const offerTo = async (patientId: PatientId) => {
    const token = (await mails(addresses.get(patientId) ?? "")).at(-1)?.token ?? "";
    const { startsAt } = await api.anonymous.appointmentLink.read({ token });
    return { token, startsAt };
  };
  const offered = async () => {
    const { items } = await caller.waitlist.list();
    return items.flatMap(({ patientId, offer }) => (offer ? [patientId] : []));
  };
  const { services, database } = api;
  /** Runs the job that a server runs every few seconds. */
  const offerAll = () => offerFreedSlots({ database: services.database, services });
  const cancel = (id = booked.id) => caller.appointment.cancel({ id, ...any, reason: "Ill" });
  /** Lets all open offers expire. */
  const expire = () =>
    database.reader.execute(sql`
      update appointment set held_until = now() where status = 'pending'
        and id in (select appointment_id from waitlist_offer where ended_at is null)`);
  const kindsTo = (patientId: PatientId) => practice.kinds(addresses.get(patientId) ?? "");
  return { ...practice, booked, wait, offerTo, offered, offerAll, cancel, expire, kindsTo };
}
