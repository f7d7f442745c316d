import type { Database } from "@caretype/db";
import type { AppointmentId, PracticeId } from "../../kernel/field/ids.ts";
import { mailLanguageOf } from "../../mechanisms/mail/languages.ts";
import { isMailable } from "../../mechanisms/mail/mailer.ts";
import type { Services } from "../../services.ts";
import { linkAppointment } from "./link-appointment.ts";
import { claimMail, findVisitToMail, recordMail, type VisitToMail, withdrawMails } from "./queries.ts";
import { type AppointmentMail, MailedVisit, type MailKind } from "./schema.ts";

export type NotifyContext = {
  db: Database;
  scope: { practiceId: PracticeId };
  services: Pick<Services, "mailer" | "linkTokens">;
};

/** An older email says little, and patients may have heard otherwise by then. */
const longestSeconds = 7 * 86_400;

type Notice = { kind: MailKind; ids: readonly AppointmentId[] };

/**
 * Queues the email that tells a patient of booked or changed appointments, in the transaction that changes them. Emails
 * that are not sent yet are withdrawn, so that no patient gets an outdated one. Resolves to whether there is an email.
 */
export async function notifyPatient(context: NotifyContext, { kind, ids }: Notice): Promise<boolean> {
  const { db, scope } = context;
  if (kind !== "booked")
    for (const appointmentId of ids) await withdrawMails(db, { ...scope, appointmentId });
  return writeMail(context, { kind, ids, occasionOf: ({ version }) => String(version) });
}

/** Queues the reminder of an appointment on a day. Its caller has locked the appointment. */
export const remindPatient = (
  context: NotifyContext,
  { appointmentId, day }: { appointmentId: AppointmentId; day: string },
): Promise<boolean> => writeMail(context, { kind: "reminder", ids: [appointmentId], occasionOf: () => day });

async function writeMail(
  { db, scope, services }: NotifyContext,
  { kind, ids, occasionOf }: Notice & { occasionOf: (visit: VisitToMail) => string },
): Promise<boolean> {
  const claimed: { visit: VisitToMail; occasion: Parameters<typeof claimMail>[1] }[] = [];
  for (const appointmentId of ids) {
    const visit = await findVisitToMail(db, { ...scope, appointmentId });
    if (!visit) continue;
    const occasion = { ...scope, appointmentId, kind, occasion: occasionOf(visit) };
    if (await claimMail(db, occasion)) claimed.push({ visit, occasion });
  }
  const visits = claimed
    .map(({ visit }) => visit)
    .toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
  const first = visits[0];
  if (!first || !isMailable(first.email)) return false;
  const { email, practiceName, timeZone, at, heldUntil } = first;
  const linkId =
    kind === "cancelled"
      ? null
      : await linkAppointment(db, services.linkTokens, { ...scope, appointmentId: first.id, email });
  const id = await services.mailer.send(db, {
    to: email,
    template: "appointment",
    data: {
      kind,
      practiceId: scope.practiceId,
      practiceName,
      contact: contactOf(first),
      timeZone,
      at,
      linkId,
      language: mailLanguageOf(first.preferredLanguage),
      heldUntil,
      visits: visits.map((visit) => MailedVisit.parse(visit)),
    },
    lifetimeSeconds: Math.min(first.secondsLeft, longestSeconds),
  });
  if (id !== null) for (const { occasion } of claimed) await recordMail(db, occasion, id);
  return id !== null;
}

const contactOf = ({ address, phoneNumber, practiceEmail }: VisitToMail): AppointmentMail["contact"] => ({
  ...(address !== null && { address }),
  ...(phoneNumber !== null && { phoneNumber }),
  ...(practiceEmail !== null && { email: practiceEmail }),
});
