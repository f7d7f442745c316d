import type { AppointmentId } from "@caretype/core/kernel/field/ids";
import { mailLanguageOf } from "@caretype/core/mechanisms/mail/languages";
import { isMailable } from "@caretype/core/mechanisms/mail/mailer";
import type { MailingContext } from "@caretype/core/mechanisms/mail/recipients";
import type { KeptMail } from "@caretype/core/mechanisms/mail/render-mail";
import type { Database } from "@caretype/db";
import { linkAppointment } from "./link-appointment.ts";
import {
  claimMail,
  findVisitToMail,
  recordMail,
  type VisitToMail,
  withdrawMails,
  withdrawMisdirected,
} from "./queries.ts";
import { AppointmentMail, MailedVisit, type MailKind } from "./schema.ts";

/** An older email is of little use, and patients may know by then. */
const maxSeconds = 7 * 86_400;

type Notice = { kind: MailKind; ids: readonly AppointmentId[] };

/**
 * Queues the email about booked or changed appointments, in the transaction of the change. Deletes emails about them
 * that are not sent yet, so that no patient gets an outdated one. Resolves to whether there is an email.
 */
export async function notifyPatient(context: MailingContext, { kind, ids }: Notice): Promise<boolean> {
  const { db, scope } = context;
  if (kind !== "booked")
    for (const appointmentId of ids) await withdrawMails(db, { ...scope, appointmentId });
  return writeMail(context, { kind, ids, occasionOf: ({ version }) => String(version) });
}

/** Queues the reminder of an appointment on a day. The caller has locked the appointment. */
export const remindPatient = (
  context: MailingContext,
  { appointmentId, day }: { appointmentId: AppointmentId; day: string },
): Promise<boolean> => writeMail(context, { kind: "reminder", ids: [appointmentId], occasionOf: () => day });

/**
 * Deletes queued emails whose address is no longer the patient's, and queues them again for the current address, if
 * any. Resolves to whether there were any.
 */
export async function redirectPatientMails(
  context: MailingContext,
  of: Parameters<typeof withdrawMisdirected>[2],
): Promise<boolean> {
  const { withdrawn, unsent } = await withdrawMisdirected(context.db, context.scope, of);
  const together = ({ kind, mailId, seriesId, appointmentId }: (typeof unsent)[number]) =>
    mailId ?? `${kind} ${seriesId ?? appointmentId}`;
  for (const notices of Map.groupBy(unsent, together).values()) {
    const [{ kind } = {}] = notices;
    if (!kind) continue;
    const occasions = new Map(notices.map(({ appointmentId, occasion }) => [appointmentId, occasion]));
    const occasionOf = ({ id, version }: VisitToMail) => occasions.get(id) ?? String(version);
    await writeMail(context, { kind, ids: [...occasions.keys()], occasionOf });
  }
  return withdrawn > 0;
}

/**
 * Whether an email goes to its patient's current address, which a concurrent booking may have missed. If not, the
 * email is redirected. True for emails to other recipients.
 */
export async function isPatientsMail(
  db: Database,
  { id: mailId, template, data }: KeptMail,
  services: MailingContext["services"],
): Promise<boolean> {
  const practiceId = template === "appointment" ? AppointmentMail.parse(data).practiceId : undefined;
  return (
    practiceId === undefined ||
    !(await redirectPatientMails({ db, scope: { practiceId }, services }, { mailId }))
  );
}

async function writeMail(
  { db, scope, services }: MailingContext,
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
    lifetimeSeconds: Math.min(first.secondsLeft, maxSeconds),
  });
  if (id !== null) for (const { occasion } of claimed) await recordMail(db, occasion, id);
  return id !== null;
}

const contactOf = ({ address, phoneNumber, practiceEmail }: VisitToMail): AppointmentMail["contact"] => ({
  ...(address !== null && { address }),
  ...(phoneNumber !== null && { phoneNumber }),
  ...(practiceEmail !== null && { email: practiceEmail }),
});
