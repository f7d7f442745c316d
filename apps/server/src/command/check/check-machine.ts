import { existsSync } from "node:fs";
import { stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { isLoopback } from "../../settings/setting-fields.ts";
import type { Settings } from "../../settings/settings.ts";
import { isConsoleBuilt } from "../../start/built-console.ts";
import { checkTargets } from "./check-targets.ts";
import { type Finding, findingsOf, ok, problem, sizeText, warning } from "./finding.ts";

const minVersion = 24;
const minBytes = 1_000_000_000;
const minShare = 0.05;

/** Checks what needs no database. */
export async function checkMachine(settings: Settings): Promise<Finding[]> {
  return [
    checkNode(),
    checkConsole(),
    ...(await findingsOf("Disk", () => checkDisk(settings))),
    ...(await checkTargets(settings)),
    checkAddress(settings),
    checkMail(settings),
    ...(await findingsOf("Rate limits", () => checkRedis(settings))),
    ...(await findingsOf("Tasks", () => checkTasks(settings))),
  ];
}

function checkNode(): Finding {
  const [major = 0] = process.versions.node.split(".").map(Number);
  const text = process.versions.node;
  return major < minVersion ? problem("Node", `${text}; use version ${minVersion}`) : ok("Node", text);
}

const checkConsole = (): Finding =>
  isConsoleBuilt() ? ok("Console", "built") : warning("Console", "not built: npx -y pnpm@12 build");

/** Only for the embedded database: another one has its own disk. */
async function checkDisk({ databaseUrl, dataDirectory }: Settings): Promise<Finding[]> {
  if (databaseUrl !== null) return [];
  const place = existing(dataDirectory);
  if (!(await stat(place)).isDirectory())
    return [problem("Disk", `${place} is no folder: set DATA_DIR to another one`)];
  const { bavail, blocks, bsize } = await statfs(place);
  const [free, all] = [bavail * bsize, blocks * bsize];
  const text = `${sizeText(free)} of ${sizeText(all)} are free for ${dataDirectory}`;
  const isShort = free < minBytes || free / all < minShare;
  return [isShort ? warning("Disk", text) : ok("Disk", text)];
}

const existing = (folder: string): string => (existsSync(folder) ? folder : existing(dirname(folder)));

function checkAddress({ allowedHosts, corsOrigins, host, port }: Settings): Finding {
  const text = `${host}:${port}, for ${[...new Set(allowedHosts)].join(", ")}`;
  if (allowedHosts.includes("*")) return warning("Address", `${text}: set ALLOWED_HOSTS to your host names`);
  if (corsOrigins.includes("*")) return warning("Address", "CORS_ORIGINS lets every page call the API");
  return ok("Address", text);
}

function checkMail({ smtpUrl, registration, registrationReason }: Settings): Finding {
  const policy = `registration is ${registration} (${registrationReason})`;
  if (smtpUrl === null) return warning("Email", `SMTP_URL is not set, so no email is sent; ${policy}`);
  return ok("Email", `sent by ${new URL(smtpUrl).host}; ${policy}`);
}

/** Timeout for the metrics in milliseconds, so that a hanging server does not hang the check. */
const patience = 5_000;

/** Only a running server knows its tasks, and reports them as metrics. */
async function checkTasks({ metricsPort, metricsHost }: Settings): Promise<Finding[]> {
  if (metricsPort === null) return [];
  const host = metricsHost.includes(":") ? `[${metricsHost}]` : metricsHost;
  const numbers = await fetch(`http://${host}:${metricsPort}/metrics`, {
    signal: AbortSignal.timeout(patience),
  })
    .then((answer) => answer.text())
    .catch(() => "");
  const failing = Array.from(
    numbers.matchAll(/^caretype_failing_tasks\{task="([^"]+)"/gm),
    ([, task]) => task,
  );
  if (failing.length === 0) return [];
  return [problem("Tasks", `failing on every run: ${failing.join(", ")}; see the server's log`)];
}

/** A server refuses sign-ins while its Redis is unavailable. */
async function checkRedis({ redisUrl }: Pick<Settings, "redisUrl">): Promise<Finding[]> {
  if (redisUrl === null) return [];
  const { findRedisFault } = await import("@caretype/core/monitoring/redis-fault");
  const { host, hostname, protocol } = new URL(redisUrl);
  const fault = await findRedisFault(redisUrl);
  const isOpen = protocol === "redis:" && !isLoopback(hostname);
  return [
    fault === undefined
      ? ok("Rate limits", `shared by all servers through ${host}`)
      : problem("Rate limits", `${host} does not count (${fault}), so sign-ins are refused`),
    ...(isOpen ? [warning("Rate limits", "the connection is not encrypted: use rediss://")] : []),
  ];
}
