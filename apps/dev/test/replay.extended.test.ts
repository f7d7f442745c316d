import { createServices } from "@caretype/api";
import { openDatabase } from "@caretype/db";
import { apiOf } from "@caretype/test-api/api";
import { createFixture } from "@caretype/test-api/fixture";
import { generousWaits } from "@caretype/test-database";
import { startCaretype } from "@caretype/testing";
import { serviceSettings } from "@caretype/testing/service-settings";
import { afterAll, describe, expect, it } from "vitest";
import { readRelease, releaseVersions } from "../src/contract/releases.ts";
import { ReleaseReplay } from "./release-replay.ts";

// Clients of the last releases repeat their recorded calls against this server. Its answers must match their types.

const backend = await startCaretype();
// Same router, same database: this caller creates the fixtures, and the server answers.
const database = openDatabase({ url: backend.databaseUrl, ...generousWaits });
const services = await createServices({ database, settings: serviceSettings });
services.servedAt(backend.url);
const api = apiOf({ database, services, origin: backend.url });
afterAll(async () => {
  await services.close();
  await database.close();
  await backend.stop();
});

const keptReleases = 3;
const releases = releaseVersions().slice(0, keptReleases).map(readRelease);

describe.each(releases)("the client of $version", (release) => {
  const replay = new ReleaseReplay(release, { url: backend.url, api });

  it("calls all of its procedures", () => {
    const paths = release.calls.map(({ path }) => path).toSorted();
    expect(paths).toEqual(Object.keys(release.contract.procedures).toSorted());
  });

  it("signs in, keeps its session and signs out", async () => {
    const { email, password } = await createFixture(api);
    const { createClient } = await import(release.clientFile);
    const client = createClient({ url: backend.url, retry: false });
    await client.auth.login({ email, password });
    expect(await client.account.me.query()).toMatchObject({ email });
    await client.auth.logout();
    await expect(client.account.me.query()).rejects.toThrow();
  });

  it.each(release.calls)("gets the answer of $path that it knows", async (call) => {
    expect(await replay.problemsOf(call)).toEqual([]);
  });
});
