export { BackupError } from "../backup-error.ts";
export { writeBackup } from "./backup-file.ts";
export type { BackupKey, BackupLock } from "./encryption.ts";
export type { BackupSummary } from "./manifest.ts";
export { requireBackup } from "./read-backup.ts";
export { restoreBackup } from "./restore-backup.ts";
export { identityOf, isOfAnother, noteWriter } from "./writer.ts";
