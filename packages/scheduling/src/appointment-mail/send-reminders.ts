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
 * Queues all reminders that are due, for any number of servers at once. Each lot is a transaction: a server that dies
 * in the middle leaves its lot to the others. `at` is now, except in tests.
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
