import { createServices } from "@caretype/api";
import { migrate, openDatabase } from "@caretype/db";
import { freePort } from "@caretype/postgres/free-port";
import { apiOf } from "@caretype/test-api/api";
import { createTestDatabase, generousWaits } from "@caretype/test-database";
import { serviceSettings } from "@caretype/testing/service-settings";
import { afterAll, describe, expect, it } from "vitest";
import { readRelease, releaseVersions } from "../src/contract/releases.ts";
import { ReleaseReplay } from "./release-replay.ts";
import { startReleasedServer } from "./released-server.ts";

// The latest release's server serves its clients while this version migrates its database, and afterwards.

const [version = ""] = releaseVersions();
const release = readRelease(version);
const empty = await createTestDatabase({ empty: true });
const port = await freePort();
const server = await startReleasedServer(release, {
  DATABASE_URL: empty.url,
  PORT: String(port),
  // The origin of passkeys.
  APP_URL: `http://127.0.0.1:${port}`,
  SECRET_KEY: serviceSettings.secretKey,
  REGISTRATION: "open",
  SAMPLE_DATA: "true",
  BCRYPT_COST: "4",
  RATE_LIMIT_ACCOUNT: "0",
  RATE_LIMIT_ADDRESS: "0",
});
const database = openDatabase({ url: empty.url, ...generousWaits });
// Only accounts with a verified address may add doctors.
await database.reader.execute("alter table account alter column email_verified set default true");
afterAll(async () => {
  await database.close();
  await server.stop();
  await empty.drop();
});

/** Creates users in new practices in sequence, until `isOver` or a failure. */
async function useUntil(isOver: () => boolean, note: () => void) {
  const failures: string[] = [];
  const { createClient } = await import(release.clientFile);
  const attempt = (work: () => Promise<unknown>) =>
    work().then(note, (error: unknown) => void failures.push(String(error)));
  while (!isOver() && failures.length === 0) {
    const client = createClient({ url: server.url, retry: false });
    const email = `${crypto.randomUUID()}@example.org`;
    await attempt(() => client.auth.register({ email, password: "nine lives of a lamp" }));
    for (let created = 0; created < 5 && !isOver(); created++) {
      await attempt(async () => {
        const named = { name: "Zelda Quux", gender: "female" };
        const { id, version } = await client.patient.create.mutate(named);
        await client.patient.update.mutate({ id, expectedVersion: version, address: "1 Main St" });
        await client.patient.list.query({ q: "zelda" });
        const doctor = await client.doctor.create.mutate({ name: "Ada Lovelace" });
        const pair = { patientId: id, doctorId: doctor.id };
        await client.assignment.create.mutate(pair);
        await client.assignment.removePair.mutate({ ...pair, expectedVersion: "any" });
        await client.patient.history.query({ id });
        await client.patient.remove.mutate({ id, expectedVersion: "any" });
      });
    }
  }
  return failures;
}

describe(`the server of ${version}`, () => {
  it("answers every call while this version migrates its database", async () => {
    let succeeded = 0;
    let isMigrated = false;
    let isEnough = () => false;
    const users = Array.from({ length: 4 }, () =>
      useUntil(
        () => isMigrated && isEnough(),
        () => succeeded++,
      ),
    );
    await expect.poll(() => succeeded).toBeGreaterThan(20);
    await migrate(empty.url);
    isMigrated = true;
    const before = succeeded;
    isEnough = () => succeeded > before + 20;
    expect((await Promise.all(users)).flat()).toEqual([]);
  });
});

describe(`the server of ${version} on this version's schema`, async () => {
  const services = await createServices({ database, settings: serviceSettings });
  services.servedAt(server.url);
  afterAll(async () => {
    await services.close();
  });
  const replay = new ReleaseReplay(release, {
    url: server.url,
    api: apiOf({ database, services, origin: server.url }),
  });

  it.each(release.calls)("answers $path as its clients expect", async (call) => {
    expect(await replay.problemsOf(call)).toEqual([]);
  });
});
