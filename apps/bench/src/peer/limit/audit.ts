import { createAuditLog } from "@caretype/api/audit/log";
import { openDatabase } from "@caretype/db";

type Reader = { databaseUrl: string; practiceId: string; accountId: string };

/** Caretype's own audit, without the rest of the server. Resolves once a read's entry is durable. */
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
      sessionId: accountId,
      action: "patient.byId",
      outcome: "ok",
      basis: "owner patient:read",
      subjects: new Set([patientId]),
      address: "127.0.0.1",
      requestId: crypto.randomUUID(),
    }));
}
