import { basename } from "node:path";
import { type ArchiveReport, checkArchive } from "@caretype/api/modules/audit-archive/check-archive";
import { compareWithMark } from "@caretype/api/modules/audit-archive/compare-with-mark";
import { describeNoteProblem, type VerifiedNotes, verifyNotes } from "@caretype/chart/note/verify-notes";
import { print, printToStderr } from "@caretype/cli/output";
import { describeFinding } from "@caretype/core/people/audit/seal/findings";
import { instantText } from "@caretype/core/people/audit/seal/seal-hash";
import {
  type KnownHead,
  type Verification,
  verifyAudit,
} from "@caretype/core/people/audit/seal/verify-audit";
import { describeAuditFault } from "@caretype/db";
import { reportFailure } from "../log/report-failure.ts";
import type { Settings } from "../settings/settings.ts";
import { archiveTarget } from "./audit-archive.ts";
import { describeLag, headText } from "./audit-seal.ts";
import { withDatabase } from "./command-database.ts";
import { counted } from "./counted.ts";

/** The audit to check: the database's, or an archive file. */
export type VerifyRequest = {
  head?: KnownHead;
  from?: KnownHead;
  archive?: string;
  database: boolean;
};

/** The exit code if the audit could not be checked. 1 means that the audit is invalid. */
const notChecked = 2;

/** Prints the findings. The exit code also says whether the audit is valid. */
export async function auditVerify(read: () => Settings, request: VerifyRequest): Promise<void> {
  const { archive } = request;
  try {
    const isRight =
      archive === undefined
        ? await verifyDatabase(read, request)
        : await verifyArchive(read, { ...request, archive });
    if (!isRight) process.exitCode = 1;
  } catch (error) {
    reportFailure(error);
    printToStderr("The audit could not be checked, so its integrity is unknown.");
    process.exitCode = notChecked;
  }
}

/** Resolves to true if the audit is valid. */
async function verifyDatabase(read: () => Settings, request: VerifyRequest): Promise<boolean> {
  const { head: known, from } = request;
  const { verification, notes } = await withDatabase(read(), async (database) => {
    const audit = await verifyAudit(database, { known, from });
    const loggedFrom = audit.archive && instantText(audit.archive.until);
    const range = { fromSeal: from?.number, loggedFrom };
    return { verification: audit, notes: await verifyNotes(database, range) };
  });
  for (const line of describeNotes(notes)) print(line);
  for (const line of describeVerification(verification, request)) print(line);
  print(conclude(verification, notes));
  return verification.problems === 0 && verification.faults.length === 0 && notes.problems.length === 0;
}

const describeNotes = ({ notes, problems }: VerifiedNotes): string[] =>
  notes === 0 && problems.length === 0
    ? []
    : [
        ...problems.map(describeNoteProblem),
        `${counted(notes, "signed note")} compared with ${notes === 1 ? "its" : "their"} signatures, ${counted(problems.length, "problem")} found.`,
      ];

async function verifyArchive(
  read: () => Settings,
  { archive, head: known, database: isCompared }: VerifyRequest & { archive: string },
): Promise<boolean> {
  const report = await checkArchive(archive, { known, s3: archiveTarget(archive, read).s3 });
  const problems = [...report.problems];
  if (isCompared)
    problems.push(
      ...(await withDatabase(read(), ({ reader }) => compareWithMark(reader, report, basename(archive)))),
    );
  for (const problem of problems) print(problem);
  for (const line of describeArchive(report)) print(line);
  if (!known && !isCompared)
    print(
      "Without a head (--head) or the database (--database), the replacement of the whole file cannot be detected.",
    );
  print(
    problems.length > 0
      ? `${counted(problems.length, "problem")} found: the archive was changed, or is another one.`
      : "No problem was found.",
  );
  return problems.length === 0;
}

function describeArchive({ header, last, seals, entries, fileHash }: ArchiveReport): string[] {
  if (!header) return [];
  const checked = `${counted(seals, "seal")} over ${counted(entries, "entry", "entries")} checked`;
  return [
    `${checked}, before ${instantText(header.until)}.${last ? ` The last seal is ${last.number}:${last.hash}.` : ""}`,
    `The file's SHA-256 is ${fileHash}.`,
  ];
}

function describeVerification(found: Verification, { head: known, from }: VerifyRequest): string[] {
  const { seals, entries, head, unsealed, lag, faults, findings } = found;
  const checked = `${counted(seals, "seal")} over ${counted(entries, "entry", "entries")} checked`;
  return [
    ...findings.map(describeFinding),
    ...faults.map((fault) => `Not guarded: ${describeAuditFault(fault)}.`),
    ...(findings.some(({ kind }) => kind === "table changed")
      ? ["The tables differ from those of the migrations, so their content was not checked."]
      : []),
    ...describeBeginning(found, from?.number),
    head
      ? `${checked}, up to ${instantText(head.until)}. The head is ${headText(head)}.`
      : from
        ? `Nothing was sealed since seal ${from.number}.`
        : "Nothing is sealed.",
    ...(unsealed > 0
      ? [
          `${counted(unsealed, "entry", "entries")} not sealed yet, so not checked. Entries are sealed after ten seconds, because others of the same time may still arrive.`,
        ]
      : []),
    ...(lag ? [describeLag(lag)] : []),
    ...(known
      ? []
      : [
          "Without a head kept elsewhere (--head), two changes cannot be detected: removal of the newest entries with " +
            "their seals, and replacement of all seals.",
        ]),
  ];
}

function conclude({ problems, faults }: Verification, notes: VerifiedNotes): string {
  if (problems > 0) return `${counted(problems, "problem")} found: the audit was tampered with.`;
  if (faults.length > 0)
    return "No change of the audit was found, but changes are possible: it is not fully guarded.";
  return notes.problems.length > 0
    ? `${counted(notes.problems.length, "problem")} found in signed notes. The audit itself was not changed.`
    : "No problem was found.";
}

const describeBeginning = ({ archive }: Verification, from: number | undefined) => [
  ...(archive
    ? [
        `Entries before ${instantText(archive.until)} are in ${counted(archive.number, "archive")}, the newest of which is ${archive.fileName}. Check the files with --archive.`,
      ]
    : []),
  ...(from === undefined ? [] : [`Seals up to ${from} were verified before, and not checked again.`]),
];
