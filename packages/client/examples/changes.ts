import type { Client, Patient } from "@caretype/client";

/** A transaction that began earlier may commit later, so the last minute is read again. */
const overlapMs = 60_000;

/** Yields the patients that were added or changed since an instant, and up to a minute before. Latest change first. */
export async function* changedPatients(caretype: Client, since: Date): AsyncGenerator<Patient> {
  for await (const patient of caretype.patient.list.pages({ sort: "updated", limit: 200 })) {
    if (Date.parse(patient.updatedAt) < since.getTime() - overlapMs) return;
    yield patient;
  }
}

/** Where a poll of the audit has come. Store it after each poll. Before the first one, `from` is an instant to begin at. */
export type AuditPoll = { from: string; cursor?: string | undefined };

/** Yields the calls that changed or read records since the last poll, oldest first. Recent ones come again, with their ids. */
export async function* auditEntries(caretype: Client, poll: AuditPoll) {
  for (let hasMore = true; hasMore; ) {
    const page = await caretype.audit.list.query({ ...poll, kind: "records", sort: "oldest", limit: 1_000 });
    yield* page.items;
    hasMore = page.nextCursor !== null;
    poll.cursor = page.nextCursor ?? page.resumeCursor ?? poll.cursor;
  }
}
