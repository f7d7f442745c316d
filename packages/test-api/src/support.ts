import type { ServiceSettings } from "@caretype/api";
import { createKeyedMutex } from "@caretype/core/kernel/procedure/keyed-mutex";
import { type DatabaseHandle, openDatabase, serverRole } from "@caretype/db";
import { createPasswords } from "@caretype/identity/credential/password/hashing";
import { createTestDatabase, generousWaits } from "@caretype/test-database";
import { afterAll, onTestFinished } from "vitest";
import { apiOf } from "./api.ts";
import { createServices } from "./composed.ts";

// The lowest cost, for speed. All test files of a process share its threads.
const passwords = createPasswords({ cost: 4 });
const settings: ServiceSettings = {
  secretKey: "a secret key of the tests, long enough",
  accessTokenMinutes: 60,
  refreshTokenDays: 7,
  registration: "open",
  // Tests do not verify addresses. The directory's rules have their own tests.
  directoryWrites: "anybody",
  sampleData: true,
  appUrl: "https://app.example.org",
  // Nothing is sent, because no worker runs. Tests read the queued emails.
  mail: { smtpUrl: "smtp://127.0.0.1:9", from: "Caretype <no-reply@example.org>" },
  rateLimits: { accountPoints: 0, addressPoints: 0 },
  passwords,
};

/**
 * Creates the router with a database, both closed after the test file. Each `signUp` creates an account with
 * its own practice, which isolates tests. The router has the server's rights on the database, `database` has
 * the owner's.
 */
export async function createTestApi(changes: Partial<ServiceSettings> = {}) {
  const testDatabase = await createTestDatabase();
  const database: DatabaseHandle = openDatabase({ url: testDatabase.url, ...generousWaits });
  const served = openDatabase({ url: testDatabase.url, role: serverRole, ...generousWaits });
  /** Its calls wait for each other, however long a busy machine takes. */
  const instance = async () => {
    const created = await createServices({ database: served, settings: { ...settings, ...changes } });
    const mutex = createKeyedMutex({ maxWait: generousWaits.waitMilliseconds });
    return Object.assign(created, { mutex });
  };
  const services = await instance();
  afterAll(async () => {
    await services.close();
    await served.close();
    await database.close();
    await testDatabase.drop();
  });

  const api = apiOf({ database, services, origin: "https://app.example.org" });

  /** Starts another instance on the same database, with separate memory. */
  async function anotherInstance() {
    const other = await instance();
    onTestFinished(() => other.close());
    return other;
  }

  return { ...api, services, url: testDatabase.url, anotherInstance };
}
