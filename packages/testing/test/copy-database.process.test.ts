import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Database, migrate, openDatabase } from "@caretype/db";
import { freePort } from "@caretype/postgres/free-port";
import { startThrowawayCluster } from "@caretype/test-database";
import { rows } from "@caretype/test-database/use-databases";
import { expect, it, onTestFinished } from "vitest";

// Operators' copy tools use an empty search path.

const names = ["Ann Lee", "Søren Müller", "Иван Петров", "山田 太郎", "O'Connor van den Berg"];

function open(url: string): Database {
  const handle = openDatabase({ url, readers: 1 });
  onTestFinished(() => handle.close());
  return handle.reader;
}

/** Writes accounts, patients with versions, a doctor and an assignment, through all triggers. */
async function fill(db: Database): Promise<void> {
  const [practice, account, doctor] = [randomUUID(), randomUUID(), randomUUID()];
  await rows(db, `insert into practice (id, name) values ('${practice}', 'Ours')`);
  await rows(
    db,
    `insert into account (id, username, email, name, password_hash) values ('${account}', 'ann', 'ann@example.org', 'Ann', '')`,
  );
  await rows(
    db,
    `insert into doctor (id, name, first_name, last_name, specialization, created_by)
     values ('${doctor}', 'Sam Okafor', 'Sam', 'Okafor', 'CARD', '${account}')`,
  );
  for (const name of names) {
    const quoted = name.replaceAll("'", "''");
    await rows(
      db,
      `with created as (
         insert into patient (practice_id, id, name, first_name, last_name, gender, phone_number, address, created_by)
         values ('${practice}', gen_random_uuid(), '${quoted}', '${quoted}', 'Straße', 'female', '+41 44 555 02 00', 'Köln', '${account}')
         returning id)
       insert into assignment (practice_id, id, patient_id, doctor_id, assigned_by)
       select '${practice}', gen_random_uuid(), id, '${doctor}', '${account}' from created`,
    );
  }
  await rows(db, "update patient set email = 'new@example.org'");
}

/** Includes computed columns and trigger-maintained ones. */
const contents = async (db: Database) => ({
  patients: await rows(db, "select to_jsonb(patient) as row from patient order by id"),
  versions: await rows(db, "select record, version from record_version order by record_id, version"),
  assignments: await rows(db, "select to_jsonb(assignment) as row from assignment order by id"),
});

it("a logical subscription copies a filled database, and follows its changes", async () => {
  const cluster = await startThrowawayCluster({ hasStandbys: true });
  onTestFinished(() => cluster.stop());
  const [sourceUrl, copyUrl] = [await cluster.createDatabase("source"), await cluster.createDatabase("copy")];
  await Promise.all([migrate(sourceUrl), migrate(copyUrl)]);
  const [source, copy] = [open(sourceUrl), open(copyUrl)];
  await fill(source);
  const { hostname, port } = new URL(sourceUrl);
  const address = `host=${hostname} port=${port} dbname=source user=postgres password=${cluster.password}`;
  // All tables with rows. Each one needs a worker of PostgreSQL.
  await rows(
    source,
    "create publication everything for table practice, account, doctor, patient, assignment, record_version",
  );
  // Within one cluster, a subscription that creates its slot would wait for itself.
  await rows(source, "select pg_create_logical_replication_slot('copy', 'pgoutput')");
  await rows(
    copy,
    `create subscription everything connection '${address}' publication everything with (create_slot = false, slot_name = 'copy')`,
  );
  await expect.poll(() => contents(copy)).toEqual(await contents(source));
  await rows(source, "update patient set last_name = 'Gaße'");
  await expect.poll(() => contents(copy)).toEqual(await contents(source));
  expect((await contents(copy)).patients).toHaveLength(names.length);
});

const installations = "/usr/lib/postgresql";

/** The newest PostgreSQL of Debian's packages. npm's packages lack `pg_dump`. */
function findPrograms(): string | undefined {
  const majors = existsSync(installations) ? readdirSync(installations).map(Number) : [];
  const folders = majors
    .toSorted((one, other) => other - one)
    .map((major) => `${installations}/${major}/bin`);
  const found = folders.find((folder) => existsSync(`${folder}/pg_dump`) && existsSync(`${folder}/initdb`));
  if (!found) process.stderr.write("SKIPPED: pg_dump, which is not installed: apt-get install postgresql\n");
  return found;
}

/** PostgreSQL refuses to run as root. Debian's package has its own user. */
const user = () => (process.getuid?.() === 0 ? statSync("/var/lib/postgresql") : {});

async function startInstalled(programs: string): Promise<string> {
  const { uid, gid } = { uid: undefined, gid: undefined, ...user() };
  const folder = mkdtempSync(path.join(tmpdir(), "caretype-installed-"));
  const port = await freePort();
  const as = { stdio: "ignore", ...(uid === undefined ? {} : { uid, gid }) } as const;
  if (uid !== undefined) execFileSync("chown", [`${uid}:${gid}`, folder]);
  const data = path.join(folder, "data");
  execFileSync(
    `${programs}/initdb`,
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
    as,
  );
  const options = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, "-c", "fsync=off"];
  const server = spawn(`${programs}/postgres`, options, as);
  onTestFinished(async () => {
    const ended = once(server, "exit");
    server.kill("SIGQUIT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const isReady = () => execFileSync(`${programs}/pg_isready`, ["-q", "-d", url]);
  await expect.poll(isReady).toBeDefined();
  return url;
}

const programs = findPrograms();

it.skipIf(!programs)("pg_dump and pg_restore copy a filled database", async () => {
  if (!programs) return;
  const url = await startInstalled(programs);
  const to = (name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const admin = open(url);
  await rows(admin, "create database source");
  await migrate(to("source"));
  await fill(open(to("source")));
  const dump = execFileSync(`${programs}/pg_dump`, ["--format=custom", to("source")], { maxBuffer: 1 << 28 });
  await rows(admin, "create database copy");
  execFileSync(`${programs}/pg_restore`, ["--exit-on-error", "-d", to("copy")], {
    input: dump,
    stdio: "pipe",
  });
  expect(await contents(open(to("copy")))).toEqual(await contents(open(to("source"))));
  expect((await contents(open(to("copy")))).patients).toHaveLength(names.length);
});
