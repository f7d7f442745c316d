import { existsSync } from "node:fs";
import { access, constants, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { archivedUntil } from "@caretype/db/wal-archive";
import type { Settings } from "../../settings/settings.ts";
import { isConsoleBuilt } from "../../start/built-console.ts";
import { backupsIn } from "../../start/scheduled-backups.ts";
import { checkRedis } from "./check-redis.ts";
import { type Finding, ok, problem, sizeText, warning } from "./finding.ts";

const leastVersion = 24;
const leastBytes = 1_000_000_000;
const leastShare = 0.05;

/** Checks what needs no database. */
export async function checkMachine(settings: Settings): Promise<Finding[]> {
  return [
    checkNode(),
    checkConsole(),
    ...(await checkDisk(settings)),
    ...(await checkArchiveFolder(settings)),
    ...(await checkBackups(settings)),
    ...(await checkWalArchive(settings)),
    checkAddress(settings),
    checkMail(settings),
    ...(await checkRedis(settings)),
  ];
}

function checkNode(): Finding {
  const [major = 0] = process.versions.node.split(".").map(Number);
  const text = process.versions.node;
  return major < leastVersion ? problem("Node", `${text}; use version ${leastVersion}`) : ok("Node", text);
}

const checkConsole = (): Finding =>
  isConsoleBuilt() ? ok("Console", "built") : warning("Console", "not built: npx -y pnpm@12 build");

/** The embedded database's disk. Another database has its own. */
async function checkDisk({ databaseUrl, dataDirectory }: Settings): Promise<Finding[]> {
  if (databaseUrl !== null) return [];
  const { bavail, blocks, bsize } = await statfs(existing(dataDirectory));
  const [free, all] = [bavail * bsize, blocks * bsize];
  const text = `${sizeText(free)} of ${sizeText(all)} are free for ${dataDirectory}`;
  const isShort = free < leastBytes || free / all < leastShare;
  return [isShort ? warning("Disk", text) : ok("Disk", text)];
}

async function checkArchiveFolder({ auditArchive }: Settings): Promise<Finding[]> {
  if (auditArchive === null) return [];
  const { folder, months } = auditArchive;
  return access(folder, constants.W_OK).then(
    () => [ok("Archive", `the audit's months older than ${months} go to ${folder}`)],
    () => [problem("Archive", `${folder} is no folder to write to, so nothing of the audit is archived`)],
  );
}

const mostHours = 26;

async function checkBackups({ backups }: Settings): Promise<Finding[]> {
  if (backups === null) return [];
  const { folder } = backups;
  try {
    await access(folder, constants.W_OK);
    const [newest] = await backupsIn(folder);
    if (newest === undefined)
      return [warning("Backup", `none yet in ${folder}: a server writes the first one`)];
    const hours = Math.floor((Date.now() - (await stat(join(folder, newest))).mtimeMs) / 3_600_000);
    const text = `${newest} is ${hours} ${hours === 1 ? "hour" : "hours"} old`;
    return [hours > mostHours ? warning("Backup", `${text}: see the server's log`) : ok("Backup", text)];
  } catch {
    return [problem("Backup", `${folder} is no folder to write to, so there are no backups`)];
  }
}

const mostMinutes = 10;

async function checkWalArchive({ walArchive }: Settings): Promise<Finding[]> {
  if (walArchive === null) return [];
  const { folder } = walArchive;
  try {
    await access(folder, constants.W_OK);
    const until = await archivedUntil(folder);
    if (until === undefined)
      return [warning("Log archive", `nothing yet in ${folder}: a server writes it within minutes`)];
    const minutes = Math.floor((Date.now() - Date.parse(until)) / 60_000);
    const text = `${folder} reaches to ${until}`;
    const isLate = minutes > mostMinutes;
    return [
      isLate ? warning("Log archive", `${text}: see the log, if a server runs`) : ok("Log archive", text),
    ];
  } catch {
    return [problem("Log archive", `${folder} is no folder to write to, so the log is not archived`)];
  }
}

const existing = (folder: string): string => (existsSync(folder) ? folder : existing(dirname(folder)));

function checkAddress({ allowedHosts, corsOrigins, host, port }: Settings): Finding {
  const text = `${host}:${port}, for ${allowedHosts.join(", ")}`;
  if (allowedHosts.includes("*")) return warning("Address", `${text}: set ALLOWED_HOSTS to your host names`);
  if (corsOrigins.includes("*")) return warning("Address", "CORS_ORIGINS lets every page call the API");
  return ok("Address", text);
}

function checkMail({ smtpUrl, registration, registrationReason }: Settings): Finding {
  const policy = `registration is ${registration} (${registrationReason})`;
  if (smtpUrl === null) return warning("Email", `SMTP_URL is not set, so no email is sent; ${policy}`);
  return ok("Email", `sent by ${new URL(smtpUrl).host}; ${policy}`);
}
