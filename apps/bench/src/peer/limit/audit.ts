import { createAuditLog } from "@caretype/core/kernel/audit-log/writer";
import { type AccountId, asId, type PracticeId } from "@caretype/core/kernel/field/ids";
import { openDatabase } from "@caretype/db";

type Reader = { databaseUrl: string; practiceId: PracticeId; accountId: AccountId };

/** Caretype's audit without the rest of the server. Resolves once a read's entry is durable. */
export function auditOfReads({
  databaseUrl,
  practiceId,
  accountId,
}: Reader): (patientId: string) => Promise<void> {
  const log = createAuditLog(openDatabase({ url: databaseUrl }));
  return (patientId) =>
    log.record(() => ({
      practiceId,
      accountId,
      sessionId: asId(accountId),
      action: "patient.byId",
      outcome: "ok",
      basis: "owner patient:read",
      subjects: new Set([patientId]),
      address: "127.0.0.1",
      requestId: crypto.randomUUID(),
    }));
}
