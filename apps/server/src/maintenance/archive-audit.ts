import { keepAuditArchived } from "@caretype/api/modules/audit-archive/keep-archived";
import { type DatabaseHandle, openDatabase } from "@caretype/db";
import type { Logger } from "../log/logger.ts";
import type { Settings } from "../settings/settings.ts";

type Archive = NonNullable<Settings["auditArchive"]>;

/** Archives old months of the audit until stopped. Only the user that owns the tables can, so no role is assumed. */
export function archiveAudit(url: string, archive: Archive, logger: Logger): { stop(): Promise<void> } {
  const database: DatabaseHandle = openDatabase({ url, listenUrl: null, prepare: false, readers: 1 });
  const task = keepAuditArchived(database, {
    ...archive,
    onArchived: ({ fileName, fileHash, entries }) =>
      logger.info({ file: fileName, sha256: fileHash, entries }, "archived a month of the audit"),
    onFailure: (error) =>
      logger.error(
        { target: archive.target.location, err: error },
        "the audit could not be archived. Nothing was dropped, and it is retried",
      ),
  });
  return {
    stop: async () => {
      await task.stop();
      await database.close();
    },
  };
}
