import type { Database } from "@caretype/db";
import { linkAppointment } from "../appointment-link/links.ts";
import type { AppointmentId, PracticeId } from "../field/ids.ts";
import { isMailable } from "../mail/mailer.ts";
import type { Services } from "../services.ts";
import { claimMail, findToTell, noteMail, type ToTell, withdrawMails } from "./queries.ts";
import { type MailKind, mailLanguageOf, ToldVisit } from "./schema.ts";

export type TellingContext = {
  db: Database;
  scope: { practiceId: PracticeId };
  services: Pick<Services, "mailer" | "linkTokens">;
};

/** An older email says little, and patients may have heard otherwise by then. */
const longestSeconds = 7 * 86_400;

type Told = { kind: MailKind; ids: readonly AppointmentId[] };

/**
 * Queues the email that tells a patient of booked or changed appointments, in the transaction that changes them. Emails
 * that are not sent yet are withdrawn, so that no patient gets an outdated one. Resolves to whether there is an email.
 */
export async function tellPatient(context: TellingContext, { kind, ids }: Told): Promise<boolean> {
  const { db, scope } = context;
  if (kind !== "booked")
    for (const appointmentId of ids) await withdrawMails(db, { ...scope, appointmentId });
  return writeMail(context, { kind, ids, occasionOf: ({ version }) => String(version) });
}

/** Queues the reminder of an appointment on a day. Its caller has locked the appointment. */
export const remindPatient = (
  context: TellingContext,
  { appointmentId, day }: { appointmentId: AppointmentId; day: string },
): Promise<boolean> => writeMail(context, { kind: "reminder", ids: [appointmentId], occasionOf: () => day });

async function writeMail(
  { db, scope, services }: TellingContext,
  { kind, ids, occasionOf }: Told & { occasionOf: (visit: ToTell) => string },
): Promise<boolean> {
  const claimed: { visit: ToTell; occasion: Parameters<typeof claimMail>[1] }[] = [];
  for (const appointmentId of ids) {
    const visit = await findToTell(db, { ...scope, appointmentId });
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
      practiceName,
      timeZone,
      at,
      linkId,
      language: mailLanguageOf(first.preferredLanguage),
      heldUntil,
      visits: visits.map((visit) => ToldVisit.parse(visit)),
    },
    lifetimeSeconds: Math.min(first.secondsLeft, longestSeconds),
  });
  if (id !== null) for (const { occasion } of claimed) await noteMail(db, occasion, id);
  return id !== null;
}
