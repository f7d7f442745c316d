import type { AccountId, AnyId, NotificationId, PracticeId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import type { Database } from "@caretype/db";
import { membership, notification } from "@caretype/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Notification } from "./schema.ts";

type News = {
  practiceId: PracticeId;
  kind: Notification["kind"];
  actorId?: AccountId;
  subjectId?: AnyId;
};

/** Notifies accounts, if they are members of the practice. Call it in the transaction of the event. */
export async function notify(
  tx: Database,
  accountIds: readonly AccountId[],
  { practiceId, kind, actorId, subjectId }: News,
): Promise<void> {
  if (accountIds.length === 0) return;
  const members = await tx
    .select({ accountId: membership.accountId })
    .from(membership)
    .where(and(eq(membership.practiceId, practiceId), inArray(membership.accountId, [...accountIds])));
  if (members.length === 0) return;
  await tx.insert(notification).values(
    members.map(({ accountId }) => ({
      practiceId,
      id: newId<NotificationId>(),
      accountId,
      kind,
      actorId,
      subjectId,
    })),
  );
}

/** Reminds an account in all its practices that its address is not verified, once. */
export async function remindOfVerification(tx: Database, accountId: AccountId): Promise<void> {
  const practices = await tx
    .select({ practiceId: membership.practiceId })
    .from(membership)
    .leftJoin(
      notification,
      and(
        eq(notification.practiceId, membership.practiceId),
        eq(notification.accountId, membership.accountId),
        eq(notification.kind, "email-unverified"),
      ),
    )
    .where(and(eq(membership.accountId, accountId), isNull(notification.id)));
  for (const { practiceId } of practices)
    await notify(tx, [accountId], { practiceId, kind: "email-unverified" });
}

/** Removes the reminders of an account whose address is verified. */
export async function endVerificationReminders(tx: Database, accountId: AccountId): Promise<void> {
  await tx.delete(notification).where(
    and(
      eq(notification.accountId, accountId),
      eq(notification.kind, "email-unverified"),
      // Allows use of the index, which begins with the practice.
      inArray(
        notification.practiceId,
        tx
          .select({ practiceId: membership.practiceId })
          .from(membership)
          .where(eq(membership.accountId, accountId)),
      ),
    ),
  );
}
