import type { AppointmentId, PracticeId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { LinkTokens } from "@caretype/core/mechanisms/mail/link-tokens";
import { type Database, given, prepared } from "@caretype/db";
import { appointmentLink } from "@caretype/db/schema";
import { and, sql } from "drizzle-orm";

type Place = { practiceId: PracticeId; appointmentId: AppointmentId };

const linkOf = prepared(["practiceId", "appointmentId"], (db) =>
  db
    .select({ linkId: appointmentLink.linkId, email: appointmentLink.email })
    .from(appointmentLink)
    .where(and(...given(appointmentLink, "practiceId", "appointmentId"))),
);

/**
 * Returns the id of the appointment's link, from which its token derives. Creates the link if there is none, and
 * replaces it if the patient's address has changed. The caller has locked the appointment.
 */
export async function linkAppointment(
  db: Database,
  linkTokens: LinkTokens,
  { email, ...place }: Place & { email: string },
): Promise<string> {
  const [known] = await linkOf(db).execute(place);
  if (known && known.email.toLowerCase() === email.toLowerCase()) return known.linkId;
  const linkId = newId();
  const hash = linkTokens.hashOf(linkTokens.tokenOf(linkId));
  const fresh = { linkId, hash, email, createdAt: sql`now()` };
  await db
    .insert(appointmentLink)
    .values({ ...place, ...fresh })
    .onConflictDoUpdate({
      target: [appointmentLink.practiceId, appointmentLink.appointmentId],
      // Citus refuses a time function here.
      set: { ...fresh, createdAt: sql`excluded.created_at` },
    });
  return linkId;
}
