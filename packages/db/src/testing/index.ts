import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { clusterVariable, templateName } from "./names.ts";

export type TestDatabase = { url: string; drop(): Promise<void> };

/** A database of its own for one test file, cloned from the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const clusterUrl = process.env[clusterVariable];
  if (!clusterUrl) throw new Error("No test cluster: run the tests with the workspace's vitest.config.ts.");
  const name = `test_${randomBytes(8).toString("hex")}`;
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  await administer(clusterUrl, `create database ${name} template ${templateName}`);
  return {
    url: url.href,
    drop: () => administer(clusterUrl, `drop database if exists ${name} with (force)`),
  };
}

async function administer(clusterUrl: string, statement: string): Promise<void> {
  const administrator = postgres(clusterUrl, { max: 1, onnotice: () => undefined });
  try {
    await administrator.unsafe(statement);
  } finally {
    await administrator.end({ timeout: 2 });
  }
}
