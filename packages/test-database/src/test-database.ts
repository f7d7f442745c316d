import { randomBytes } from "node:crypto";
import { executeStatement } from "@caretype/db/connection";

/** The environment variable that gives test workers the URL of the run's cluster. */
export const clusterVariable = "CARETYPE_TEST_CLUSTER";

/** Migrated databases, of which tests get copies. The clock of the second one can be moved. */
export const templates = { plain: "caretype_template", movableClock: "caretype_clock_template" } as const;
export type Template = keyof typeof templates;

export type TestDatabase = {
  url: string;
  drop(): Promise<void>;
  /** Creates another one with the same content. Nothing may be connected to this one. */
  copy(): Promise<TestDatabase>;
};

type TestDatabaseOptions = {
  empty?: boolean;
  /** Which migrated database it is a copy of. Default `plain`, as in production. */
  of?: Template;
  /** How its name begins. */
  prefix?: "test" | "spare";
};

export function clusterUrl(): string {
  const url = process.env[clusterVariable];
  if (!url) throw new Error("No test cluster: run the tests with the workspace's vitest.config.ts.");
  return url;
}

/** A database of the cluster. */
export const testDatabase = (name: string): TestDatabase => ({
  url: Object.assign(new URL(clusterUrl()), { pathname: `/${name}` }).href,
  drop: async () => {
    await executeStatement(clusterUrl(), `drop database if exists ${name} with (force)`);
  },
  copy: () => copyDatabase(name),
});

async function copyDatabase(template: string, prefix = "test"): Promise<TestDatabase> {
  const name = `${prefix}_${randomBytes(8).toString("hex")}`;
  await executeStatement(clusterUrl(), `create database ${name} template ${template} strategy file_copy`);
  return testDatabase(name);
}

/** Creates a database for one test file: a copy of a migrated one, or an empty one. */
export const createTestDatabase = ({
  empty = false,
  of = "plain",
  prefix = "test",
}: TestDatabaseOptions = {}): Promise<TestDatabase> =>
  copyDatabase(empty ? "template1" : templates[of], prefix);
