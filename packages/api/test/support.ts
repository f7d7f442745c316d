import { type DatabaseHandle, openDatabase, serverRole } from "@caretype/db";
import { createTestDatabase } from "@caretype/db/testing";
import { afterAll, onTestFinished } from "vitest";
import { createServices, type ServiceSettings } from "../src/index.ts";
import { createPasswords } from "../src/password/hashing.ts";
import { apiOf } from "./api.ts";

// The lowest cost there is: the tests' passwords guard nothing. Its threads are shared by the files of a process.
const passwords = createPasswords({ cost: 4 });
const settings: ServiceSettings = {
  secretKey: "a secret key of the tests, long enough",
  accessTokenMinutes: 60,
  refreshTokenDays: 7,
  registration: "open",
  // Nobody here reads mails; what is asked of who writes to the directory has tests of its own.
  directoryWrites: "anybody",
  appUrl: "https://app.example.org",
  // Nothing is sent, as nothing is started; mails can be read as they are kept.
  mail: { smtpUrl: "smtp://127.0.0.1:9", from: "Caretype <no-reply@example.org>" },
  rateLimits: { accountPoints: 0, addressPoints: 0 },
  passwords,
};

/** Tests of races hold locks for as long as a busy machine makes them. */
const patient = { lockTimeoutMilliseconds: 5_000, waitMilliseconds: 5_000 };

/**
 * The router on a database of its own, ended after the test file. Every `signUp` is a fresh account with a
 * fresh practice, so that no test sees another's rows. The router has the rights that it is served with, and `database`
 * has all.
 */
export async function createTestApi(changes: Partial<ServiceSettings> = {}) {
  const testDatabase = await createTestDatabase();
  const database: DatabaseHandle = openDatabase({ url: testDatabase.url, ...patient });
  const served = openDatabase({ url: testDatabase.url, role: serverRole, ...patient });
  const services = await createServices({ database: served, settings: { ...settings, ...changes } });
  afterAll(async () => {
    await services.close();
    await served.close();
    await database.close();
    await testDatabase.drop();
  });

  const api = apiOf({ database, services, origin: "https://app.example.org" });

  /** Another process on the same database: what is in memory only, it does not know. */
  async function anotherInstance() {
    const other = await createServices({ database: served, settings: { ...settings, ...changes } });
    onTestFinished(() => other.close());
    return other;
  }

  return { ...api, services, url: testDatabase.url, anotherInstance };
}
