import type { Services } from "@caretype/core/kernel/procedure/services";
import type { DatabaseHandle } from "@caretype/db";
import { remindPatient } from "./notify-patient.ts";
import { lockDueReminders } from "./queries.ts";

type Reminding = {
  database: Pick<DatabaseHandle, "transaction">;
  services: Pick<Services, "mailer" | "linkTokens">;
};

const atOnce = 50;

/**
 * Queues all due reminders. Several servers may run this at once. Each batch is a transaction, so other servers take
 * over the batch of a crashed one. `at` is now, except in tests.
 */
export async function sendReminders(
  { database, services }: Reminding,
  at: string | null = null,
): Promise<void> {
  let found = atOnce;
  while (found === atOnce)
    found = await database.transaction(async (db) => {
      const reminders = await lockDueReminders(db, { at, most: atOnce });
      for (const { practiceId, appointmentId, day } of reminders)
        await remindPatient({ db, scope: { practiceId }, services }, { appointmentId, day });
      return reminders.length;
    });
}
