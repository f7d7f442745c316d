import { maxClockSeconds } from "@caretype/core/kernel/field/time";
import { findBacklog } from "@caretype/core/monitoring/backlog";
import { clockOffset, toleratedSeconds } from "@caretype/core/monitoring/clock-offset";
import { type DatabaseFacts, readDatabaseFacts } from "@caretype/core/monitoring/database-facts";
import { isServerKey } from "@caretype/core/monitoring/known-keys";
import { refusalOfWrites } from "@caretype/core/monitoring/readiness";
import { findDisputedZones } from "@caretype/core/monitoring/time-zones";
import { findHead, findSealLag } from "@caretype/core/people/audit/seal/queries";
import type { ConnectionTraits, DatabaseHandle, JobCount } from "@caretype/db";
import {
  type Database,
  listNames,
  openDatabase,
  readConnectionLimits,
  readSchemaState,
  readServerRole,
  refusalOf,
  type SchemaState,
} from "@caretype/db";
import { parseDatabaseUrl } from "@caretype/db/address";
import type { ReplicaFacts } from "@caretype/db/replica";
import { describeFailure } from "../../log/report-failure.ts";
import { isLoopback } from "../../settings/setting-fields.ts";
import type { Settings } from "../../settings/settings.ts";
import { connectionBudget } from "../../start/connection-budget.ts";
import {
  checkConnection,
  describeWeakGuard,
  inspectDirectly,
  pooledDirectUrl,
  withoutDirectUrl,
} from "../../start/database-connection.ts";
import { describeHead, describeLag } from "../audit-seal.ts";
import { openInTime } from "./check-targets.ts";
import { type Finding, findingsOf, ok, problem, sizeText, warning } from "./finding.ts";

const testedMajor = 18;
const lateMailSeconds = 900;
const lateEventSeconds = 60;

/** Checks a database that accepts connections. Changes nothing. */
export async function checkDatabase(url: string, settings: Settings): Promise<Finding[]> {
  const traits = await checkConnection(url, settings);
  const direct = await findingsOf("Direct", () => checkDirect(url, settings, traits));
  const schema = checkSchema(await readSchemaState(url));
  // Without our tables, there is nothing more to check.
  if (schema.state === "problem") return [...direct, schema];
  const database = openDatabase({ url, listenUrl: null, prepare: settings.databasePrepare });
  try {
    const { reader } = database;
    const facts = await readDatabaseFacts(reader);
    return [
      ...checkFacts(facts, settings, await refusalOfWrites(database.appender)),
      ...direct,
      schema,
      checkClock(await clockOffset(reader)),
      ...(await findingsOf("Time zones", async () => [checkZones(await findDisputedZones(reader))])),
      await checkConnections(url, settings),
      ...(await checkReplicas(database, settings)),
      ...(await findingsOf("Key", async () => [await checkKey(reader, settings)])),
      ...(await checkBackupWriter(url, settings)),
      ...(await findingsOf("Audit", () => checkAudit(reader, facts))),
      ...(await findingsOf("Audit", () => checkGuard(url, settings))),
      ...(await findingsOf("Jobs", async () => [await checkWork(reader)])),
    ];
  } finally {
    await database.close();
  }
}

/** `checkTargets` reports a folder that cannot be read. */
async function checkBackupWriter(url: string, { backups }: Settings): Promise<Finding[]> {
  if (backups === null) return [];
  const { isOfAnother } = await import("@caretype/postgres/backup");
  const storage = await openInTime(backups.target);
  if (!(await isOfAnother(storage, url).catch(() => false))) return [];
  return [
    warning(
      "Backup",
      "another database wrote the newest one, so this one may have none: set BACKUP_TO to a folder of its own",
    ),
  ];
}

/** Migrations and notifications use this connection, so a server does not start without it. */
async function checkDirect(
  url: string,
  { databaseDirectUrl, databasePrepare }: Settings,
  traits: ConnectionTraits,
): Promise<Finding[]> {
  if (databaseDirectUrl === null)
    return traits.isPooled || !databasePrepare ? [warning("Direct", withoutDirectUrl)] : [];
  const { isPooled } = await inspectDirectly(databaseDirectUrl);
  const { identityOf } = await import("@caretype/postgres/backup");
  const [own, direct] = [await identityOf(url), await identityOf(databaseDirectUrl)];
  if (own !== undefined && direct !== undefined && own !== direct)
    return [problem("Direct", "DATABASE_DIRECT_URL leads to another database than DATABASE_URL")];
  return [
    isPooled ? warning("Direct", pooledDirectUrl) : ok("Direct", "DATABASE_DIRECT_URL leads to a database"),
  ];
}

function checkSchema(schema: SchemaState): Finding {
  const refusal = refusalOf(schema);
  if (refusal !== undefined) return problem("Schema", refusal);
  const names = listNames(schema.migrations);
  if (schema.state === "none")
    return problem("Schema", "none yet: the first start makes it, or `caretype migrate`");
  if (schema.state === "older") {
    const lacks = schema.migrations.length > 0 ? `it lacks ${names}` : "older than this version";
    return warning("Schema", `${lacks}: the next start migrates it, or \`caretype migrate\``);
  }
  if (schema.state === "newer")
    return warning(
      "Schema",
      `has ${names}, applied after all of this version: by a later version, beside which this one can run while that one is started, or from a file that is missing here`,
    );
  return schema.state === "incomplete"
    ? warning(
        "Schema",
        "without some of its foreign keys, or of its functions on workers: run `caretype migrate --citus` again",
      )
    : ok("Schema", "the newest");
}

function checkFacts(
  { version, major, bytes, isEncrypted }: DatabaseFacts,
  { databaseUrl }: Settings,
  refusal: string | undefined,
): Finding[] {
  const text = `PostgreSQL ${version}, ${sizeText(bytes)}`;
  if (refusal !== undefined) return [problem("Database", `${text}. ${refusal}`)];
  const isOpen =
    databaseUrl !== null && isEncrypted === false && !isLoopback(parseDatabaseUrl(databaseUrl).host);
  return [
    major === testedMajor
      ? ok("Database", text)
      : warning("Database", `${text}; Caretype is tested with PostgreSQL ${testedMajor}`),
    ...(isOpen ? [warning("Encryption", "the connection is not encrypted: add ?sslmode=verify-full")] : []),
  ];
}

function checkClock(offset: number): Finding {
  const seconds = Math.abs(offset);
  const text = `${seconds.toFixed(1)} seconds from the database's`;
  if (seconds > maxClockSeconds)
    return problem("Clock", `${text}: synchronise both, as no server is ready so`);
  return seconds > toleratedSeconds ? warning("Clock", `${text}: synchronise both`) : ok("Clock", text);
}

const checkZones = (disputed: readonly string[]): Finding =>
  disputed.length === 0
    ? ok("Time zones", "the practices' clocks are those of the database")
    : warning(
        "Time zones",
        `PostgreSQL and Node ${process.versions.node} know other rules for ${disputed.join(", ")}: update the older one`,
      );

async function checkConnections(url: string, { processes }: Settings): Promise<Finding> {
  try {
    const { text, isTight } = connectionBudget(processes, await readConnectionLimits(url));
    return isTight ? warning("Connections", `${text}, fewer than a server wants`) : ok("Connections", text);
  } catch (error) {
    return problem("Connections", describeFailure(error));
  }
}

async function checkKey(reader: Database, { databaseUrl, secretKey }: Settings): Promise<Finding> {
  if (secretKey === null && databaseUrl !== null)
    return problem("Key", "SECRET_KEY is not set: a server needs it with a database of your own");
  if (secretKey === null) return ok("Key", "the generated one of the data folder");
  return (await isServerKey(reader, secretKey))
    ? ok("Key", "the one that this database was used with")
    : problem(
        "Key",
        "another one than this database was used with: sessions, links and second factors are void",
      );
}

async function checkAudit(reader: Database, { auditFaults }: DatabaseFacts): Promise<Finding[]> {
  const [head, lag] = await Promise.all([findHead(reader), findSealLag(reader)]);
  const seal = lag
    ? warning("Audit", describeLag(lag))
    : ok("Audit", head ? `the newest seal is ${describeHead(head)}` : "nothing to seal yet");
  return [seal, ...auditFaults.map((fault) => problem("Audit", fault))];
}

/** The same warnings as at a start. */
async function checkGuard(url: string, settings: Settings): Promise<Finding[]> {
  const weakness = describeWeakGuard(await readServerRole(url), settings);
  return weakness === undefined ? [] : [warning("Audit", weakness)];
}

async function checkWork(reader: Database): Promise<Finding> {
  const { jobs, oldestMailSeconds, eventLagSeconds = 0 } = await findBacklog(reader);
  if (eventLagSeconds > lateEventSeconds)
    return warning(
      "Jobs",
      `the oldest change of ${Math.round(eventLagSeconds / 60)} minutes ago is no event yet: does a server of this version run?`,
    );
  if (jobs === undefined || oldestMailSeconds === undefined)
    return warning("Jobs", "cannot be counted, as their tables are locked or may not be read");
  const inState = (state: JobCount["state"]) =>
    jobs
      .filter((job) => job.state === state)
      .map(({ queue, count }) => `${count} of ${queue}`)
      .join(", ");
  const [waiting, failing] = [inState("waiting"), inState("failing")];
  if (failing) return warning("Jobs", `jobs that fail again and again: ${failing}; see the server's log`);
  const text = waiting ? `jobs that wait: ${waiting}` : "no job waits";
  return oldestMailSeconds > lateMailSeconds
    ? warning("Jobs", `${text}; the oldest email is ${Math.round(oldestMailSeconds / 60)} minutes old`)
    : ok("Jobs", text);
}

type Checked = Pick<Settings, "databaseReadUrls" | "databasePrepare">;

/** Checks each read replica. Failures are warnings, because the primary answers in a replica's place. */
async function checkReplicas(
  primary: Pick<DatabaseHandle, "reader">,
  { databaseReadUrls: urls, databasePrepare: prepare }: Checked,
): Promise<Finding[]> {
  if (urls.length === 0) return [];
  const { inspectReplica } = await import("@caretype/db/replica");
  return Promise.all(
    urls.map((url, index) => {
      const about = `Replica ${index + 1}`;
      return inspectReplica(url, { primary, prepare }).then(
        (facts) => findingOf(about, facts),
        (error: unknown) => warning(about, describeFailure(error)),
      );
    }),
  );
}

function findingOf(about: string, { state, version, bytesBehind }: ReplicaFacts): Finding {
  const text = `PostgreSQL ${version}`;
  if (state === "foreign")
    return warning(about, `${text}, with the data of another database: it is not used`);
  if (state === "promoted") return warning(about, `${text}, no standby, or no longer: it is not used`);
  if (state === "behind") return warning(about, `${text}, ${sizeText(bytesBehind)} behind the primary`);
  return ok(about, `${text}, a standby that has what the primary has`);
}
