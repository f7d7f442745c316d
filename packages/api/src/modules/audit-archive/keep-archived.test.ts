import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyAudit } from "@caretype/core/people/audit/seal/verify-audit";
import type { Target } from "@caretype/postgres/storage";
import { sealAll, useAuditDatabase, writeEntries } from "@caretype/test-api/audit-chain";
import { startTestS3 } from "@caretype/test-database/s3-server";
import { expect, it, onTestFinished, vi } from "vitest";
import { keepAuditArchived } from "./keep-archived.ts";

/** The first instant of the UTC month `months` ago. */
function monthAgo(months: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months)).toISOString();
}

async function archiver(
  months: number,
  { target, ...times }: { target?: Target; retryMilliseconds?: number } = {},
) {
  const { owner, served } = await useAuditDatabase();
  const parent = await mkdtemp(join(tmpdir(), "caretype-archive-"));
  onTestFinished(() => rm(parent, { recursive: true }));
  const folder = join(parent, "audit");
  const archived: string[] = [];
  const failures: unknown[] = [];
  const archiving = {
    months,
    target: target ?? { location: folder },
    onArchived: ({ fileName }: { fileName: string }) => archived.push(fileName),
    onFailure: (error: unknown) => failures.push(error),
  };
  const task = keepAuditArchived(owner, archiving, times);
  onTestFinished(() => task.stop());
  // The first round has begun.
  await task.runNow();
  return { owner, served, folder, archived, failures, task };
}

const fileOf = (months: number) => `audit-${monthAgo(months).slice(0, 7)}.ndjson.gz`;

it("archives the months older than those that stay", async () => {
  const { owner, served, folder, archived, failures, task } = await archiver(2);
  await mkdir(folder);
  for (const months of [5, 3, 2, 1]) await writeEntries(owner.reader, 3, monthAgo(months));
  await sealAll(served);
  await task.runNow();
  await task.runNow();
  expect(failures).toEqual([]);
  expect(archived).toEqual([fileOf(5), fileOf(3)]);
  expect((await readdir(folder)).sort()).toEqual(archived);
  expect(await verifyAudit(owner)).toMatchObject({ problems: 0, entries: 6 });
});

it("reports a folder that is missing, drops nothing, and tries again", async () => {
  const { owner, served, folder, archived, failures, task } = await archiver(1);
  await writeEntries(owner.reader, 3, monthAgo(3));
  await sealAll(served);
  await task.runNow();
  expect(failures).toMatchObject([{ code: "ENOENT" }]);
  expect(await verifyAudit(owner)).toMatchObject({ problems: 0, entries: 3, archive: undefined });
  await mkdir(folder);
  await task.runNow();
  expect(archived).toEqual([fileOf(3)]);
});

it("tries again by itself long before the next hour", async () => {
  const { owner, served, folder, archived, failures, task } = await archiver(1, { retryMilliseconds: 1 });
  await writeEntries(owner.reader, 3, monthAgo(3));
  await sealAll(served);
  await task.runNow();
  await vi.waitUntil(() => failures.length > 1);
  await mkdir(folder);
  await vi.waitUntil(() => archived.length > 0);
  expect(archived).toEqual([fileOf(3)]);
});

it("stops while a bucket does not answer, and drops nothing", async () => {
  const s3 = await startTestS3();
  onTestFinished(() => s3.stop());
  const { owner, served, archived, failures, task } = await archiver(1, { target: s3.target("audit") });
  await writeEntries(owner.reader, 3, monthAgo(3));
  await sealAll(served);
  s3.faults.push({ method: "PUT", times: 99, answer: "silence" });
  const round = task.runNow();
  await vi.waitUntil(() => s3.requests.some((request) => request.startsWith("PUT")));
  await task.stop();
  await round;
  expect([archived, failures]).toEqual([[], []]);
  expect(await verifyAudit(owner)).toMatchObject({ problems: 0, entries: 3, archive: undefined });
  expect(s3.objects.size).toBe(0);
});

it("has nothing to do in a new database", async () => {
  const { failures } = await archiver(1);
  expect(failures).toEqual([]);
});
