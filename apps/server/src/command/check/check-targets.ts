import { openStorage, StorageError, type Target } from "@caretype/postgres/storage";
import { isS3Location } from "@caretype/postgres/storage/location";
import { archivedUntil } from "@caretype/postgres/wal-archive";
import { newestBackup } from "../../maintenance/scheduled-backups.ts";
import { isLoopback } from "../../settings/setting-fields.ts";
import type { Settings } from "../../settings/settings.ts";
import { counted } from "../counted.ts";
import { type Finding, findingsOf, ok, problem, warning } from "./finding.ts";

type Checked = Pick<Settings, "auditArchive" | "backups" | "walArchive" | "s3">;

/** A bucket that does not answer would otherwise delay a check for minutes. */
const patienceMilliseconds = 10_000;

export const openInTime = (target: Target) => openStorage(target, AbortSignal.timeout(patienceMilliseconds));

/** Checks the folders and buckets that a server writes to, and the age of their newest files. Writes nothing. */
export async function checkTargets(settings: Checked): Promise<Finding[]> {
  return [
    ...(await findingsOf("Archive", () => checkArchive(settings))),
    ...(await findingsOf("Backup", () => checkBackups(settings))),
    ...(await findingsOf("Log archive", () => checkWalArchive(settings))),
    ...checkEncryption(settings),
  ];
}

async function checkArchive({ auditArchive }: Checked): Promise<Finding[]> {
  if (auditArchive === null) return [];
  const { target, months } = auditArchive;
  const refused = await refusalOf(target);
  return [
    refused === undefined
      ? ok("Archive", `the audit's months older than ${months} go to ${target.location}`)
      : problem("Archive", `${refused}, so nothing of the audit is archived`),
  ];
}

const maxHours = 26;

async function checkBackups({ backups }: Checked): Promise<Finding[]> {
  if (backups === null) return [];
  const { target } = backups;
  const refused = await refusalOf(target);
  if (refused !== undefined) return [problem("Backup", `${refused}, so there are no backups`)];
  const newest = await newestBackup(target);
  if (newest === undefined)
    return [warning("Backup", `none yet in ${target.location}: a server writes the first one`)];
  const hours = Math.floor((Date.now() - newest.writtenAt) / 3_600_000);
  const where = isS3Location(target.location) ? ` in ${target.location}` : "";
  const text = `${newest.name}${where} is ${counted(hours, "hour")} old`;
  return [hours > maxHours ? warning("Backup", `${text}: see the server's log`) : ok("Backup", text)];
}

const maxMinutes = 10;

async function checkWalArchive({ walArchive }: Checked): Promise<Finding[]> {
  if (walArchive === null) return [];
  const { target } = walArchive;
  const refused = await refusalOf(target);
  if (refused !== undefined) return [problem("Log archive", `${refused}, so the log is not archived`)];
  const until = await archivedUntil(await openInTime(target));
  if (until === undefined)
    return [warning("Log archive", `nothing yet in ${target.location}: a server writes it within minutes`)];
  const minutes = Math.floor((Date.now() - Date.parse(until)) / 60_000);
  const text = `${target.location} reaches to ${until}`;
  const isLate = minutes > maxMinutes;
  return [
    isLate ? warning("Log archive", `${text}: see the log, if a server runs`) : ok("Log archive", text),
  ];
}

/** Returns why a target cannot be used. Undefined: it can be read, and a folder can be written to. */
async function refusalOf(target: Target): Promise<string | undefined> {
  try {
    await (await openInTime(target)).requireAccess();
    return undefined;
  } catch (error) {
    if (error instanceof StorageError) return error.message.replace(/\.$/, "");
    return `${target.location} is no folder to write to`;
  }
}

/** Caretype does not encrypt archives of the log and of the audit. */
function checkEncryption({ auditArchive, backups, walArchive, s3 }: Checked): Finding[] {
  const isUsed = [auditArchive, backups, walArchive].some((one) => one && isS3Location(one.target.location));
  if (!isUsed || s3.endpoint === null) return [];
  const { protocol, hostname, host } = new URL(s3.endpoint);
  if (protocol === "https:" || isLoopback(hostname)) return [];
  return [warning("Encryption", `the connection to ${host} is not encrypted: use https:// in S3_ENDPOINT`)];
}
