import { once } from "node:events";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { openDatabase } from "@caretype/db";
import { createTestDatabase } from "@caretype/test-database";
import { startTestS3, testS3Secret } from "@caretype/test-database/s3-server";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { useServerProcesses } from "./server-process.ts";

const { url: databaseUrl, drop } = await createTestDatabase();
const { command, served } = useServerProcesses({ DATABASE_URL: databaseUrl });
const database = openDatabase({ url: databaseUrl });
const folder = await mkdtemp(join(tmpdir(), "caretype-archive-"));
afterAll(async () => {
  await database.close();
  await drop();
  await rm(folder, { recursive: true });
});

const audit = (...words: string[]) => command(["audit", ...words]);

const patient = "0197a000-0000-7000-8000-000000000001";
const insertion = `insert into audit_entry (practice_id, at, id, action, outcome, subject_ids)
  select uuidv7(), '2020-01-01Z'::timestamptz + number * interval '1 second', uuidv7(),
    case when number = 2 then 'patient.update' else 'patient.byId' end, 'ok',
    case when number > 1 then array['${patient}'::uuid] end
  from generate_series(1, 3) as number`;

test("the command line archives months, and verifies and searches their files", async () => {
  await database.reader.execute(insertion);
  await database.reader.execute("insert into practice (id, name) values (uuidv7(), 'Nord')");
  const head = (await audit("seal")).stdout.trim();
  const file = join(folder, "audit-2020-01.ndjson.gz");
  const archived = await audit("archive", "--before", "2020-02", "--to", folder);
  expect(archived).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^[0-9a-f]{64} {2}audit-2020-01\.ndjson\.gz\n$/),
    stderr: expect.stringContaining("1 month with 3 entries archived and dropped."),
  });
  expect(await audit("archive", "--before", "2020-02", "--to", folder)).toMatchObject({
    status: 0,
    stderr: expect.stringContaining("There is nothing to archive before 2020-02."),
  });
  expect(await audit("verify", "--head", head)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(
      "Entries before 2020-02-01T00:00:00.000000Z are in 1 archive, the newest of which is audit-2020-01.ndjson.gz.",
    ),
  });
  // Without the database.
  const alone = command(["audit", "verify", "--archive", file, "--head", head], { DATABASE_URL: "none" });
  expect(await alone).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /^1 seal over 3 entries checked, before 2020-02.*\n.*\nNo problem was found\.\n$/,
    ),
  });
  expect(await audit("verify", "--archive", file, "--database")).toMatchObject({ status: 0 });
  const renamed = join(folder, "audit-2019-12.ndjson.gz");
  await copyFile(file, renamed);
  expect(await audit("verify", "--archive", renamed, "--database")).toMatchObject({
    status: 1,
    stdout: expect.stringContaining(
      "The file is named after 2019-12, but is the one that was archived as audit-2020-01.ndjson.gz.",
    ),
  });
  await rm(renamed);
  const searched = await audit(
    "search",
    "--archive",
    file,
    "--subject",
    patient,
    "--from",
    "2020-01-01T00:00:03Z",
  );
  expect(searched).toMatchObject({
    status: 0,
    stderr: expect.stringContaining("1 entry found, of 3. The archive is intact."),
  });
  expect(JSON.parse(searched.stdout)).toMatchObject({
    at: "2020-01-01T00:00:03.000000Z",
    action: "patient.byId",
    subject_ids: [patient],
  });
  expect((await audit("search", "--archive", file, "--action", "patient.update")).stderr).toContain(
    "1 entry found",
  );

  // Another file with valid hashes.
  const text = gunzipSync(await readFile(file));
  await writeFile(file, gzipSync(text, { level: 1 }));
  expect(await audit("verify", "--archive", file, "--database")).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("The file is not the one that was archived"),
  });
  await writeFile(file, gzipSync(text.toString().replace("patient.update", "patient.byId")));
  expect(await audit("search", "--archive", file)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("The archive was changed: do not rely on it."),
  });
});

test("a server archives by itself what is older than AUDIT_MONTHS", async () => {
  const other = await createTestDatabase();
  const owner = openDatabase({ url: other.url });
  const own = await mkdtemp(join(tmpdir(), "caretype-archive-"));
  onTestFinished(async () => {
    await owner.close();
    await other.drop();
    await rm(own, { recursive: true });
  });
  await owner.reader.execute(insertion);
  expect(await command(["audit", "seal"], { DATABASE_URL: other.url })).toMatchObject({ status: 0 });
  const variables = { DATABASE_URL: other.url, AUDIT_MONTHS: "1", AUDIT_ARCHIVE_DIR: own };
  const { child, output } = await served({ ...variables, SECRET_KEY: "k".repeat(32) });
  while (!output.stdout.includes("archived a month of the audit")) await once(child.stdout, "data");
  expect(await readdir(own)).toEqual(["audit-2020-01.ndjson.gz"]);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a bucket is the target of archives, and they are verified and searched there", async () => {
  const other = await createTestDatabase();
  const owner = openDatabase({ url: other.url });
  const s3 = await startTestS3();
  onTestFinished(async () => {
    await owner.close();
    await other.drop();
    await s3.stop();
  });
  await owner.reader.execute(insertion);
  const variables = {
    DATABASE_URL: other.url,
    S3_ENDPOINT: s3.endpoint,
    AWS_ACCESS_KEY_ID: "AKIATEST",
    AWS_SECRET_ACCESS_KEY: testS3Secret,
  };
  const inBucket = (words: string[], change = {}) =>
    command(["audit", ...words], { ...variables, ...change });
  const head = (await inBucket(["seal"])).stdout.trim();
  const archiving = ["archive", "--before", "2020-02", "--to", "s3://records/audit"];
  expect(await inBucket(archiving, { AWS_SECRET_ACCESS_KEY: "mistyped" })).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/the bucket records of 127.*the access key or its secret is wrong/),
  });
  // The file exists, but the month is not dropped.
  s3.faults.push({ method: "GET", url: "audit-2020", times: 99, answer: { status: 503, code: "SlowDown" } });
  expect(await inBucket(archiving)).toMatchObject({ status: 1, stdout: "" });
  s3.faults.length = 0;
  expect(await inBucket(archiving)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^[0-9a-f]{64} {2}audit-2020-01\.ndjson\.gz\n$/),
  });
  expect([...s3.objects.keys()]).toEqual(["audit/audit-2020-01.ndjson.gz"]);
  const file = "s3://records/audit/audit-2020-01.ndjson.gz";
  expect(await inBucket(["verify", "--archive", file, "--head", head, "--database"])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("No problem was found."),
  });
  expect(await inBucket(["search", "--archive", file, "--subject", patient])).toMatchObject({
    status: 0,
    stderr: expect.stringContaining("2 entries found, of 3. The archive is intact."),
  });
  expect(await inBucket(["verify", "--archive", `${file}.none`])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("the file does not exist"),
  });
});

test.each([
  [["verify", "--database"], "--database needs --archive."],
  [["verify", "--archive", "none.gz"], "could not be checked"],
  [["search", "--archive", "x", "--from", "soon"], "Not an instant"],
  [["search", "--archive", "x", "--from", "2026-02-30"], "Not an instant"],
  [["search", "--archive", "x", "--until", "2026-07-31T08:00:00"], "Not an instant"],
])("%s is refused with its reason", async (words, reason) => {
  expect(await audit(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining(reason) });
});

test("a folder that does not exist is refused before anything is written", async () => {
  expect(await audit("archive", "--before", "2020-02", "--to", join(folder, "none"))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("is not a folder. Create it, or mount it, first."),
  });
});
