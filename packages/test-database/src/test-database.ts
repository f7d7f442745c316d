import { randomBytes } from "node:crypto";
import { executeStatement } from "@caretype/db/connection";

/** The environment variable that gives test workers the URL of the run's cluster. On Citus, those of all nodes. */
export const clusterVariable = "CARETYPE_TEST_CLUSTER";

/** The environment variable with a superuser's URL of a Citus coordinator that has two workers. */
export const citusVariable = "CARETYPE_CITUS_URL";

/** The environment variable that gives test workers the name of the run's template on Citus. */
export const templateVariable = "CARETYPE_TEST_TEMPLATE";

/**
 * Whether the tests run on Citus, where the coordinator has no plans, statistics or row counts of a practice's
 * tables.
 */
export const isOnCitus = (): boolean => process.env[templateVariable] !== undefined;

/** Migrated databases that tests copy. The second one has a movable clock. */
export const templates = { plain: "caretype_template", movableClock: "caretype_clock_template" } as const;
export type Template = keyof typeof templates;

export type TestDatabase = {
  url: string;
  drop(): Promise<void>;
  /** Creates another database with the same content. Nothing may be connected to this one. */
  copy(): Promise<TestDatabase>;
};

type TestDatabaseOptions = {
  empty?: boolean;
  /** The migrated database to copy. Default `plain`, as in production. */
  of?: Template;
  /** The prefix of its name. */
  prefix?: "test" | "spare";
};

/** The coordinator comes first. Without Citus, it is alone. */
export function nodeUrls(): string[] {
  const urls = process.env[clusterVariable];
  if (!urls) throw new Error("No test cluster: run the tests with the workspace's vitest.config.ts.");
  return urls.split(" ");
}

export const clusterUrl = (): string => nodeUrls()[0] ?? "";

export const urlOf = (database: string, url = clusterUrl()): string =>
  Object.assign(new URL(url), { pathname: `/${database}` }).href;

/** Runs a statement on the server, and on Citus on each node, in a database that no test uses. */
export async function onNodes(statement: string): Promise<void> {
  for (const url of nodeUrls()) await executeStatement(url, statement);
}

export const testDatabase = (name: string): TestDatabase => ({
  url: urlOf(name),
  async drop() {
    if (isOnCitus()) await close(name);
    await onNodes(`drop database if exists ${name} with (force)`);
  },
  copy: () => copyDatabase(name),
});

async function copyDatabase(template: string, prefix = "test"): Promise<TestDatabase> {
  const name = `${prefix}_${randomBytes(8).toString("hex")}`;
  if (isOnCitus()) await close(template);
  await onNodes(`create database ${name} template ${template} strategy file_copy`);
  if (isOnCitus()) await executeStatement(clusterUrl(), copySettings(template, name));
  return testDatabase(name);
}

/** Citus restarts its own process in each database. While it runs, the database can be neither copied nor dropped. */
export async function close(name: string): Promise<void> {
  await onNodes(`update pg_database set datallowconn = false where datname = '${name}'`);
  await onNodes(`select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '${name}'`);
}

/** A copy of a database lacks its settings. */
const copySettings = (from: string, to: string) => `
  do $$ declare setting text; begin
    for setting in
      select unnest(setconfig) from pg_db_role_setting join pg_database as own on own.oid = setdatabase
      where datname = '${from}'
    loop
      execute format('alter database ${to} set %s = %L', split_part(setting, '=', 1), split_part(setting, '=', 2));
    end loop;
  end $$`;

/** Creates a database for one test file: a copy of a migrated one, or an empty one. */
export const createTestDatabase = ({
  empty = false,
  of = "plain",
  prefix = "test",
}: TestDatabaseOptions = {}): Promise<TestDatabase> =>
  copyDatabase(empty ? "template1" : (process.env[templateVariable] ?? templates[of]), prefix);
