import type { Client, Patient } from "@caretype/client";

/** An earlier transaction may commit later, so each poll overlaps the last minute. */
const overlapMs = 60_000;

/** Yields the patients changed since an instant, and up to a minute before, latest change first. */
export async function* changedPatients(caretype: Client, since: Date): AsyncGenerator<Patient> {
  for await (const patient of caretype.patient.list.pages({ sort: "updated", limit: 200 })) {
    if (Date.parse(patient.updatedAt) < since.getTime() - overlapMs) return;
    yield patient;
  }
}

/** The position of a poll of the audit. Store it after each poll. Begin with an instant in `from`. */
export type AuditPoll = { from: string; cursor?: string | undefined };

/**
 * Yields the calls that changed or read records since the last poll, oldest first. Recent ones repeat, with the same
 * ids.
 */
export async function* auditEntries(caretype: Client, poll: AuditPoll) {
  for (let hasMore = true; hasMore; ) {
    const page = await caretype.audit.list.query({ ...poll, kind: "records", sort: "oldest", limit: 1_000 });
    yield* page.items;
    hasMore = page.nextCursor !== null;
    poll.cursor = page.nextCursor ?? page.resumeCursor ?? poll.cursor;
  }
}
