import { describeFinding, instantText, type KnownHead, type Verification, verifyAudit } from "@caretype/api";
import { describeAuditFault } from "@caretype/db";
import { print, printToStderr } from "../log/output.ts";
import { reportFailure } from "../log/report-failure.ts";
import type { Settings } from "../settings/settings.ts";
import { describeLag, headText } from "./audit-head.ts";
import { withDatabase } from "./command-database.ts";

/** The exit code if the audit could not be checked. 1 means that something is wrong with the audit. */
const notChecked = 2;

/** Prints the findings. The exit code also tells whether something is wrong. */
export async function auditVerify(read: () => Settings, known: KnownHead | undefined): Promise<void> {
  try {
    const verification = await withDatabase(read(), (database) => verifyAudit(database, known));
    for (const line of describeVerification(verification, known)) print(line);
    if (verification.problems > 0 || verification.faults.length > 0) process.exitCode = 1;
  } catch (error) {
    reportFailure(error);
    printToStderr("The audit could not be checked, so it is not known whether it was tampered with.");
    process.exitCode = notChecked;
  }
}

function describeVerification(found: Verification, known: KnownHead | undefined): string[] {
  const { seals, entries, head, unsealed, lag, faults, findings, problems } = found;
  const checked = `${counted(seals, "seal")} over ${counted(entries, "entry", "entries")} checked`;
  return [
    ...findings.map(describeFinding),
    ...faults.map((fault) => `Not guarded: ${describeAuditFault(fault)}.`),
    ...(findings.some(({ kind }) => kind === "table changed")
      ? ["The tables differ from those of the migrations, so their content was not checked."]
      : []),
    head
      ? `${checked}, up to ${instantText(head.until)}. The head is ${headText(head)}.`
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
    problems > 0
      ? `${counted(problems, "problem")} found: the audit was tampered with.`
      : faults.length > 0
        ? "No change was found, but changes are possible: the audit is not fully guarded."
        : "No problem was found.",
  ];
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
