export { archivedUntil } from "./archive-folder.ts";
export { endWalArchive, WalArchiver } from "./archive-wal.ts";
export { damagedText, type RestorePlan } from "./plan-restore.ts";
export { restoreToTime } from "./restore-to-time.ts";
