import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { startTestS3, testS3Secret } from "@caretype/test-database/s3-server";
import { afterAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { isMissing, openFile, openStorage, type Target } from "./index.ts";
import { isTargetLocation } from "./s3-location.ts";

const s3 = await startTestS3();
afterAll(() => s3.stop());
beforeEach(() => {
  s3.objects.clear();
  s3.uploads.clear();
  s3.faults.length = 0;
  s3.requests.length = 0;
});

const mebibyte = 1024 * 1024;

async function* chunks(...content: (Buffer | string | Error)[]) {
  for (const chunk of content) {
    if (chunk instanceof Error) throw chunk;
    yield Buffer.from(chunk);
  }
}

function newFolder(): Target {
  const location = mkdtempSync(path.join(tmpdir(), "caretype-storage-"));
  onTestFinished(() => rmSync(location, { recursive: true, force: true }));
  return { location };
}

const textOf = async (target: Target, name: string) =>
  (await buffer(await (await openStorage(target)).read(name))).toString();

/** `s3://bucket/prefix` of a service to test with. AWS variables have its credentials. */
const real = process.env.CARETYPE_TEST_S3;
const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? null;

function newRealTarget(): Target {
  const access = { endpoint, region: null, pathStyle: endpoint !== null, credentials: null };
  const folder = randomUUID();
  onTestFinished(async () => (await openStorage({ location: real ?? "", s3: access })).removeFolder(folder));
  return { location: `${real}/${folder}`, s3: access };
}

describe.each([
  ["a folder", true, newFolder],
  ["a bucket", true, () => s3.target("here/and there")],
  ["a real service, if CARETYPE_TEST_S3 names a bucket", real !== undefined, newRealTarget],
])("%s", (_, isThere, newTarget) => {
  if (!isThere) {
    test.skip("keeps whole files");
    return;
  }

  test("keeps whole files by name, lists them, and removes them", async () => {
    const target = newTarget();
    const storage = await openStorage(target);
    await storage.requireAccess();
    expect(await storage.list()).toEqual({ files: [], folders: [] });
    const names = ["a.gz", "b.gz", "c.gz", "d.gz", "deep/e", "deep/er/f", "other/ü +&?g"];
    for (const name of names) expect(await storage.write(name, chunks(name, "!"))).toBeGreaterThan(4);
    const { files, folders } = await storage.list();
    expect([files.toSorted(), folders.toSorted()]).toEqual([names.slice(0, 4), ["deep", "other"]]);
    expect(await storage.list("deep")).toEqual({ files: ["e"], folders: ["er"] });
    expect(await storage.list("none")).toEqual({ files: [], folders: [] });
    expect(await textOf(target, "other/ü +&?g")).toBe("other/ü +&?g!");
    expect(await storage.find("deep/e")).toEqual({ bytes: 7, modifiedAt: expect.any(Number) });
    expect(await storage.find("deep/none")).toBeUndefined();
    await storage.remove(["a.gz", "b.gz", "none"]);
    await storage.removeFolder("deep");
    expect((await storage.list()).files.toSorted()).toEqual(["c.gz", "d.gz"]);
    expect(await storage.list("deep")).toEqual({ files: [], folders: [] });
    const file = await openFile({ ...target, location: storage.pathOf("c.gz") });
    expect(await buffer(await file.storage.read(file.name))).toEqual(Buffer.from("c.gz!"));
  });

  test("overwrites only what it was told to", async () => {
    const target = newTarget();
    const storage = await openStorage(target);
    await storage.write("one", chunks("first"));
    await expect(storage.write("one", chunks("second"))).rejects.toMatchObject({ code: "EEXIST" });
    expect(await textOf(target, "one")).toBe("first");
    await storage.write("one", chunks("third"), { replaces: true });
    expect(await textOf(target, "one")).toBe("third");
    expect(await storage.list()).toEqual({ files: ["one"], folders: [] });
  });

  test("a write whose source fails leaves nothing, and fails with that error", async () => {
    const storage = await openStorage(newTarget());
    const failure = new Error("the database is away");
    const large = randomBytes(33 * mebibyte);
    await expect(storage.write("one", chunks("some", failure))).rejects.toBe(failure);
    await expect(storage.write("two", chunks(large, failure))).rejects.toBe(failure);
    expect(await storage.list()).toEqual({ files: [], folders: [] });
    expect(s3.uploads.size).toBe(0);
  });

  test("a file that is missing", async () => {
    const reading = openStorage(newTarget()).then((storage) => storage.read("none"));
    await expect(reading).rejects.toSatisfy(isMissing);
  });
});

test("a folder that is missing is refused, and not created", async () => {
  const { location } = newFolder();
  const storage = await openStorage({ location: path.join(location, "none") });
  await expect(storage.requireAccess()).rejects.toSatisfy(isMissing);
  await expect(storage.list()).rejects.toSatisfy(isMissing);
  await expect(storage.write("deep/one", chunks("text"))).rejects.toSatisfy(isMissing);
  expect(readdirSync(location)).toEqual([]);
});

test("a file in place of a folder is refused", async () => {
  const { location } = newFolder();
  const file = path.join(location, "file");
  writeFileSync(file, "");
  const storage = await openStorage({ location: file });
  await expect(storage.requireAccess()).rejects.toThrow(`${file} is not a folder.`);
});

test("only its owner can read a file in a folder, and what a killed process left is removed after a time", async () => {
  const target = newFolder();
  const storage = await openStorage(target);
  await storage.write("deep/one", chunks("text"));
  for (const name of ["deep", "deep/one"]) expect(statSync(storage.pathOf(name)).mode & 0o077).toBe(0);
  const left = [".on-01.backup", ".on-02.backup", ".one.txt"].map(
    (name) => `${name}.018f0000-0000-7000-8000-000000000001.partial`,
  );
  for (const name of left) writeFileSync(storage.pathOf(name), "");
  for (const name of [left[0], left[2]]) utimesSync(storage.pathOf(name ?? ""), 0, 0);
  await storage.removeInterrupted("on-31.backup");
  expect((await storage.list()).files.toSorted()).toEqual([left[2], left[1]].toSorted());
});

test("a large file is uploaded in parts, and appears when all are there", async () => {
  const target = s3.target("large");
  const storage = await openStorage(target);
  const [first, second] = [randomBytes(33 * mebibyte), randomBytes(32 * mebibyte)];
  const isWhole = (found: Buffer | undefined) => found?.equals(Buffer.concat([first, second]));
  async function* content() {
    yield first;
    expect(await storage.find("one")).toBeUndefined();
    yield second;
  }
  expect(await storage.write("one", content())).toBe(65 * mebibyte);
  expect(isWhole(s3.objects.get("large/one")?.content)).toBe(true);
  expect(s3.requests.filter((request) => request.includes("partNumber="))).toHaveLength(3);
  expect(isWhole(await buffer(await storage.read("one")))).toBe(true);
  await expect(storage.write("one", chunks(first))).rejects.toMatchObject({ code: "EEXIST" });
  expect(s3.uploads.size).toBe(0);
});

test("ends uploads that a killed process left, of its own names", async () => {
  const begunAt = new Date(0);
  const upload = (key: string, at = begunAt) => ({ key, parts: new Map(), begunAt: at });
  s3.uploads.set("1", upload("backups/on-01.backup"));
  s3.uploads.set("2", upload("backups/one.txt"));
  s3.uploads.set("3", upload("elsewhere/on-01.backup"));
  s3.uploads.set("4", upload("backups/on-02.backup", new Date()));
  const storage = await openStorage(s3.target("backups"));
  await storage.removeInterrupted("on-31.backup");
  expect([...s3.uploads.keys()]).toEqual(["2", "3", "4"]);
  // Not every key may do this.
  s3.faults.push({ method: "GET", times: 1, answer: { status: 403, code: "AccessDenied" } });
  expect(await storage.removeInterrupted("on-31.backup")).toBeUndefined();
});

test("a read goes on where its connection was lost, a few times", async () => {
  const storage = await openStorage(s3.target("lost"));
  const content = randomBytes(mebibyte);
  await storage.write("one", chunks(content));
  s3.faults.push({ method: "GET", times: 2, answer: { cutAt: 300_000 } });
  expect(content.equals(await buffer(await storage.read("one")))).toBe(true);
  s3.faults.push({ method: "GET", times: 1, answer: { cutAt: 300_000 } });
  s3.faults.push({ method: "GET", times: 99, answer: "reset" });
  await expect(storage.read("one").then(buffer)).rejects.toThrow(
    /^Reading one failed in the bucket records of 127\.0\.0\.1:\d+: it cannot be reached \(ECONNRESET\), in 4 attempts\.$/,
  );
});

test("a read ends with an error if the file was replaced meanwhile", async () => {
  const storage = await openStorage(s3.target("replaced"));
  await storage.write("one", chunks(randomBytes(mebibyte)));
  s3.faults.push({ method: "GET", times: 1, answer: { cutAt: 300_000 } });
  const source = await storage.read("one");
  await storage.write("one", chunks(randomBytes(mebibyte)), { replaces: true });
  await expect(buffer(source)).rejects.toMatchObject({ name: "StorageError" });
});

const busy = { status: 503, code: "SlowDown" };

test("a busy service is tried again, not forever, and a failed upload is ended", async () => {
  const storage = await openStorage(s3.target("busy"));
  s3.faults.push({ method: "PUT", times: 2, answer: busy });
  await storage.write("one", chunks("text"));
  s3.faults.push({ method: "PUT", url: "partNumber=2", times: 99, answer: busy });
  await expect(storage.write("two", chunks(randomBytes(33 * mebibyte)))).rejects.toThrow(
    /^Writing two failed in the bucket records of 127\.0\.0\.1:\d+: it answered 503 \(SlowDown\), in 4 attempts\.$/,
  );
  expect((await storage.list()).files).toEqual(["one"]);
  expect(s3.uploads.size).toBe(0);
});

test("a signal ends what waits for an answer, is not tried again, and nothing half-written counts", async () => {
  const ending = new AbortController();
  const storage = await openStorage(s3.target("silent"), ending.signal);
  await storage.write("one", chunks("text"));
  const interrupted =
    /^\S+ \S+ failed in the bucket records of 127\.0\.0\.1:\d+: it did not answer in time\.$/;
  s3.requests.length = 0;
  for (const [method, url] of [
    ["PUT", "partNumber=2"],
    ["PUT", "three"],
    ["GET", ""],
  ] as const)
    s3.faults.push({ method, url, times: 99, answer: "silence" });
  const attempts = [
    storage.write("two", chunks(randomBytes(33 * mebibyte))),
    storage.write("three", chunks("text")),
    storage.read("one"),
    storage.list(),
  ].map((attempt) => expect(attempt).rejects.toThrow(interrupted));
  await vi.waitFor(() => {
    for (const part of ["partNumber=2", "/three", "GET /records/silent/one", "list-type"])
      expect(s3.requests.some((request) => request.includes(part))).toBe(true);
  });
  const asked = s3.requests.length;
  ending.abort();
  await Promise.all(attempts);
  await expect(storage.find("one")).rejects.toThrow("it did not answer in time");
  expect(s3.requests.length).toBe(asked);
  expect([...s3.objects.keys()]).toEqual(["silent/one"]);
});

test("errors name the bucket and what to do, and never the secret", async () => {
  const messageOf = async (target: Target) => {
    const failure = await openStorage(target)
      .then((storage) => storage.requireAccess())
      .catch((error: unknown) => error);
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(testS3Secret);
    return failure instanceof Error ? failure.message : "";
  };
  const wrong = await messageOf(s3.target("x", `${testS3Secret}-mistyped`));
  expect(wrong).toContain("in the bucket records of 127.0.0.1");
  expect(wrong).toContain("the access key or its secret is wrong");
  const { location, s3: access } = s3.target("x");
  expect(await messageOf({ location: location.replace("records", "none"), s3: access })).toContain(
    "in the bucket none of 127.0.0.1",
  );
  for (const [status, code, text] of [
    [404, "NoSuchBucket", "there is no such bucket"],
    [403, "AccessDenied", "They need s3:ListBucket"],
    [301, "PermanentRedirect", "Set S3_REGION"],
    [400, "AuthorizationHeaderMalformed", "Set S3_REGION"],
    [501, "NotImplemented", "lacks conditional writes"],
    [400, "ExpiredToken", "the session token has expired"],
    [418, "Teapot", "it answered 418 (Teapot)"],
  ] as const) {
    s3.faults.push({ method: "GET", times: 1, answer: { status, code } });
    expect(await messageOf(s3.target("x"))).toContain(text);
  }
  const away = access && { ...access, endpoint: "http://127.0.0.1:1" };
  expect(await messageOf({ location, s3: away })).toContain(
    "127.0.0.1:1: it cannot be reached (ECONNREFUSED)",
  );
});

test.each([
  ["s3://records", true],
  ["s3://records/", true],
  ["s3://records/a/b", true],
  ["/var/backups", true],
  ["C:\\backups", true],
  ["s3://", false],
  ["s3://Records", false],
  ["s3://records//a", false],
  ["gs://records", false],
  ["S3://records", false],
])("whether %s is a target: %s", (text, isOne) => {
  expect(isTargetLocation(text)).toBe(isOne);
});
