import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { findMarks } from "@caretype/core/people/audit/seal/archive-marks";
import { describeFinding } from "@caretype/core/people/audit/seal/findings";
import { verifyAudit } from "@caretype/core/people/audit/seal/verify-audit";
import type { DatabaseHandle } from "@caretype/db";
import { liftGuards, sealAll, useAuditDatabase, writeEntries } from "@caretype/test-api/audit-chain";
import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { archiveMonths } from "./archive-months.ts";
import { checkArchive } from "./check-archive.ts";

const run = async (database: DatabaseHandle, statement: string) => [
  ...(await database.reader.execute(sql.raw(statement))),
];

const [january, february, march] = [
  "audit-2020-01.ndjson.gz",
  "audit-2020-02.ndjson.gz",
  "audit-2020-03.ndjson.gz",
];

/**
 * An audit of 75 entries, with ten per seal and 25 in each of January, February and March. January has its own
 * partition; February is in the default one. Seals 3 and 5 span two months.
 */
async function months() {
  const { owner, served, url } = await useAuditDatabase();
  const folder = await mkdtemp(join(tmpdir(), "caretype-archive-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const statement of [
    "create table audit_entry_2020_01 (like audit_entry including defaults)",
    "select refuse_audit_truncate('audit_entry_2020_01')",
    "alter table audit_entry attach partition audit_entry_2020_01 for values from ('2020-01-01Z') to ('2020-02-01Z')",
  ])
    await run(owner, statement);
  for (const from of ["2020-01-31 23:59:30Z", "2020-02-29 23:59:30Z", "2020-03-05Z"])
    await writeEntries(owner.reader, 25, from);
  const { heads } = await sealAll(served);
  const archive = (before: string) =>
    archiveMonths(owner, { before, target: { location: folder }, onArchived: () => undefined });
  return { owner, served, url, folder, heads, archive, file: (name: string) => join(folder, name) };
}

const problems = async (database: DatabaseHandle) =>
  (await verifyAudit(database)).findings.map(describeFinding);
const countOf = async (database: DatabaseHandle) =>
  (await run(database, "select count(*)::int as entries from audit_entry where at < '2021-01-01Z'"))[0]
    ?.entries;

describe("archiveMonths", () => {
  it("writes one file a month, drops the months, and the chain goes on", async () => {
    const { owner, folder, heads, archive, file } = await months();
    const archived = await run(
      owner,
      "select id from audit_entry where at < '2020-03-01Z' order by at, practice_id, id",
    );
    await archive("2020-03");
    expect((await readdir(folder)).sort()).toEqual([january, february]);
    expect(await run(owner, "select to_regclass('audit_entry_2020_01') as table")).toEqual([{ table: null }]);
    expect(await countOf(owner)).toBe(25);
    expect(await run(owner, "select min(number)::int as first from audit_seal")).toEqual([{ first: 6 }]);
    const ids: { id: string }[] = [];
    for (const name of [january, february]) {
      const report = await checkArchive(file(name), { onEntry: ({ id }) => ids.push({ id }) });
      expect(report).toMatchObject({ entries: 25, problems: [] });
    }
    expect(ids).toEqual(archived);
    expect(await verifyAudit(owner)).toMatchObject({
      problems: 0,
      findings: [],
      faults: [],
      seals: 3,
      entries: 25,
      archive: { number: 2, fileName: february, seal: 5, nextEntries: 0 },
      head: { number: heads.length },
    });
  });

  it("splits a seal with entries of two months", async () => {
    const { owner, archive } = await months();
    await archive("2020-02");
    expect(await verifyAudit(owner)).toMatchObject({
      problems: 0,
      seals: 6,
      entries: 50,
      archive: { seal: 2, nextEntries: 5 },
    });
    await liftGuards(owner.reader);
    await run(owner, "delete from audit_entry where id = (select id from audit_entry order by at limit 1)");
    expect(await problems(owner)).toEqual([expect.stringMatching(/^Seal 3: entry .* was deleted\.$/)]);
  });

  it("seals and archives on after an archive, and does nothing if repeated", async () => {
    const { owner, served, folder, archive } = await months();
    await archive("2020-03");
    await archive("2020-03");
    await sealAll(served);
    expect(await problems(owner)).toEqual([]);
    await archive("2020-04");
    expect(await readdir(folder)).toHaveLength(3);
    expect(await countOf(owner)).toBe(0);
    expect(await verifyAudit(owner)).toMatchObject({ problems: 0, archive: { number: 3, fileName: march } });
    await sealAll(served);
    expect(await problems(owner)).toEqual([]);
  });

  it("loses nothing if it ends between the file and the drop, and goes on with that file", async () => {
    const { owner, folder, archive, file } = await months();
    await run(
      owner,
      `create function fail() returns trigger language plpgsql as $$ begin raise exception 'ended here'; end $$;
       create trigger fail before insert on audit_archive for each row execute function fail()`,
    );
    await expect(archive("2020-03")).rejects.toMatchObject({ cause: { message: "ended here" } });
    const written = await readFile(file(january));
    expect(await countOf(owner)).toBe(75);
    expect(await findMarks(owner.reader)).toEqual([]);
    await run(owner, "drop trigger fail on audit_archive");
    expect(await problems(owner)).toEqual([]);
    await archive("2020-02");
    expect(await readFile(file(january))).toEqual(written);
    expect(await readdir(folder)).toEqual([january]);
    expect(await verifyAudit(owner)).toMatchObject({ problems: 0, entries: 50 });
  });

  it("keeps a month to which an entry was added after its file was written", async () => {
    const { owner, archive } = await months();
    await run(
      owner,
      `create function fail() returns trigger language plpgsql as $$ begin raise exception 'ended here'; end $$;
       create trigger fail before insert on audit_archive for each row execute function fail()`,
    );
    await expect(archive("2020-02")).rejects.toThrow();
    await run(owner, "drop trigger fail on audit_archive");
    await writeEntries(owner.reader, 1, "2020-01-07Z");
    await expect(archive("2020-02")).rejects.toThrow("25 entries were archived, but the database has 26 now");
    expect(await countOf(owner)).toBe(76);
  });

  it.each([
    ["was changed", "update audit_entry set outcome = 'x' where at < '2020-02-01Z'", "Seal 1 was changed"],
    ["was deleted", "delete from audit_entry where at < '2020-01-31 23:59:32Z'", "Seal 1 was changed"],
    ["is missing with a seal", "delete from audit_seal where number = 2", "Seal 2 is missing"],
  ])("refuses a month of which something %s, and leaves no file", async (_, change, expected) => {
    const { owner, folder, archive } = await months();
    await liftGuards(owner.reader);
    await run(owner, change);
    const before = await countOf(owner);
    await expect(archive("2020-02")).rejects.toThrow(expected);
    expect(await readdir(folder)).toEqual([]);
    expect(await countOf(owner)).toBe(before);
  });

  it("never overwrites a file", async () => {
    const { owner, archive, file } = await months();
    await writeFile(file(january), "mine");
    await expect(archive("2020-02")).rejects.toThrow("Move it away");
    expect(await readFile(file(january), "utf8")).toBe("mine");
    expect(await countOf(owner)).toBe(75);
  });

  it("refuses the current month, unsealed months, what is no month, and another user", async () => {
    const { owner, served, archive, folder } = await months();
    const now = new Date();
    const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString().slice(0, 7);
    await expect(archive(next)).rejects.toThrow("The current month cannot be archived");
    await expect(archive("2020-13")).rejects.toThrow("2020-13 is not a month");
    const refused = archiveMonths(served, {
      before: "2020-02",
      target: { location: folder },
      onArchived: () => undefined,
    });
    await expect(refused).rejects.toThrow("Only the owner");
    await liftGuards(owner.reader);
    await run(owner, "delete from audit_seal where number > 3");
    await expect(archive("2020-03")).rejects.toThrow("are sealed");
    expect(await countOf(owner)).toBe(75);
  });
});

describe("verifyAudit after an archive", () => {
  it("finds a month that was dropped without a mark", async () => {
    const { owner } = await months();
    await run(owner, "drop table audit_entry_2020_01");
    expect((await verifyAudit(owner)).problems).toBe(25);
  });

  it.each([
    ["delete from audit_archive", "Seals 1 to 5 are missing. Their entries cannot be verified."],
    ["delete from audit_archive where number = 1", "The marks of the archives 1 to 1 are missing."],
    [
      "update audit_archive set entries = 24 where number = 1",
      "The mark of archive 1 was changed: its hash does not match its contents.",
    ],
    [
      "update audit_archive set file_hash = previous_hash, file_name = 'other' where number = 2",
      "The mark of archive 2 was changed: its hash does not match its contents.",
    ],
    [
      "update audit_archive set hash = file_hash where number = 2",
      "The audit has no entry of archive 2: its mark was replaced, or inserted later.",
    ],
  ])("finds a changed mark: %s", async (change, expected) => {
    const { owner, archive } = await months();
    await archive("2020-03");
    await run(owner, "drop trigger audit_archive_append_only on audit_archive");
    await run(owner, change);
    expect(await problems(owner)).toContain(expected);
  });

  it("finds an entry that was inserted into archived months", async () => {
    const { owner, archive } = await months();
    await archive("2020-02");
    await writeEntries(owner.reader, 1, "2020-01-31 23:59:59.8Z");
    await writeEntries(owner.reader, 1, "2020-01-02Z");
    expect(await problems(owner)).toEqual([
      expect.stringMatching(/^Before the first seal: entry .* was inserted later\.$/),
      expect.stringMatching(
        /^Before the first seal: entry .* of 2020-01-31 23:59:59.* was inserted later\.$/,
      ),
    ]);
  });

  it("accepts a known head at the archives' end, and asks for the file of an earlier one", async () => {
    const { owner, heads, archive } = await months();
    await archive("2020-03");
    const [first, , , , fifth] = heads;
    expect((await verifyAudit(owner, { known: fifth })).problems).toBe(0);
    expect((await verifyAudit(owner, { known: heads.at(-1) })).problems).toBe(0);
    const { findings } = await verifyAudit(owner, { known: first });
    expect(findings).toEqual([{ kind: "head archived", seal: 1, last: 5 }]);
  });

  it("continues from a trusted head, and checks only what follows", async () => {
    const { owner, heads, archive } = await months();
    const [, second, , , fifth] = heads;
    await liftGuards(owner.reader);
    await run(owner, "delete from audit_entry where id = (select id from audit_entry order by at limit 1)");
    expect(await verifyAudit(owner, { from: second })).toMatchObject({ problems: 0, seals: 6, entries: 55 });
    const other = { number: 2, hash: "0".repeat(64) };
    expect((await verifyAudit(owner, { from: other })).findings).toContainEqual(
      expect.objectContaining({ kind: "head differs", seal: 2 }),
    );
    const later = { number: 99, hash: "0".repeat(64) };
    expect((await verifyAudit(owner, { from: later })).findings).toContainEqual(
      expect.objectContaining({ kind: "head missing", seal: 99 }),
    );
    await expect(archive("2020-02")).rejects.toThrow();
    await run(
      owner,
      "delete from audit_entry where at between '2020-03-05 00:00:01Z' and '2020-03-05 00:00:02Z'",
    );
    expect((await verifyAudit(owner, { from: fifth })).findings).toMatchObject([
      { kind: "missing", seal: 6 },
    ]);
  });
});

describe("checkArchive", () => {
  const archived = async () => {
    const { archive, file, heads, ...rest } = await months();
    await archive("2020-03");
    const path = file(february);
    const lines = gunzipSync(await readFile(path))
      .toString()
      .split("\n");
    const rewrite = (change: (lines: string[]) => string[]) =>
      writeFile(path, gzipSync(change(lines).join("\n")));
    return { ...rest, path, rewrite, heads };
  };

  it("reports an intact archive with its hash, as the mark has it", async () => {
    const { owner, path, heads } = await archived();
    const report = await checkArchive(path, { known: heads[3] });
    expect(report).toMatchObject({ seals: 4, entries: 25, problems: [] });
    expect((await findMarks(owner.reader))[1]?.fileHash).toBe(report.fileHash);
    expect((await checkArchive(path, { known: heads[0] })).problems).toEqual([
      "Seal 1, whose hash was given, is not in this archive.",
    ]);
  });

  const ofEntry = (line: string) => line.startsWith('{"entry"');
  it.each<[string, (lines: string[]) => string[], string]>([
    [
      "an entry changed",
      (all) => all.map((line) => line.replace('"patient.byId"', '"patient.list"')),
      "Seal 3 was changed",
    ],
    ["an entry removed", (all) => all.toSpliced(all.findIndex(ofEntry), 1), "Seal 3 was changed"],
    ["the last entry removed", (all) => all.toSpliced(all.findLastIndex(ofEntry), 1), "Seal 5 was changed"],
    ["a seal removed", (all) => all.filter((line) => !line.includes('"number":4')), "Seal 4 is missing"],
    ["no end", (all) => all.slice(0, -2), "The archive is truncated: its end is missing."],
    [
      "its last seal removed",
      (all) => [
        ...all.slice(
          0,
          all.findIndex((line) => line.includes('"number":5')),
        ),
        ...all.slice(-2),
      ],
      "The archive is incomplete",
    ],
    ["no header", (all) => all.slice(1), "The file is not an archive of the audit."],
    [
      "an unknown field",
      (all) => all.map((line) => line.replace('"outcome"', '"result"')),
      "The file is not an archive of the audit, or was changed.",
    ],
    [
      "a line after its end",
      (all) => [...all.slice(0, -1), all.find(ofEntry) ?? "", ""],
      "Something follows the end",
    ],
  ])("finds an archive with %s", async (_, change, expected) => {
    const { path, rewrite } = await archived();
    await rewrite(change);
    expect((await checkArchive(path)).problems.join()).toContain(expected);
  });

  it("finds a file that is cut off, extended or not compressed", async () => {
    const { path } = await archived();
    const { fileHash } = await checkArchive(path);
    await appendFile(path, "x");
    expect((await checkArchive(path)).fileHash).not.toBe(fileHash);
    const { length } = await readFile(path);
    await truncate(path, length - 20);
    expect((await checkArchive(path)).problems).toContain("The archive is truncated.");
    await writeFile(path, "text");
    expect((await checkArchive(path)).problems).toContain("The file is not compressed, or was changed.");
  });

  it("finds another hash of a known head", async () => {
    const { path } = await archived();
    const known = { number: 4, hash: "0".repeat(64) };
    expect((await checkArchive(path, { known })).problems.join()).toContain("does not have the given hash");
  });
});
