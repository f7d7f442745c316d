export { archivedUntil } from "./archive-folder.ts";
export { endWalArchive, type WalArchive, WalArchiver } from "./archive-wal.ts";
export { damagedText, type RestorePlan } from "./plan-restore.ts";
export { restoreToTime, type TimeRestore } from "./restore-to-time.ts";
