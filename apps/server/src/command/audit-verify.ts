import { describeFinding, instantText, type KnownHead, type Verification, verifyAudit } from "@caretype/api";
import { describeAuditFault } from "@caretype/db";
import { print, tell } from "../log/output.ts";
import { reportFailure } from "../log/report-failure.ts";
import type { Settings } from "../settings/settings.ts";
import { describeLag, headText } from "./audit-head.ts";
import { withDatabase } from "./command-database.ts";

/** Of a check that could not be made: 1 says that something is wrong with the audit. */
const notChecked = 2;

/** Says what was found; that something is wrong is told by the exit code, too. */
export async function auditVerify(read: () => Settings, known: KnownHead | undefined): Promise<void> {
  try {
    const verification = await withDatabase(read(), (database) => verifyAudit(database, known));
    for (const line of describeVerification(verification, known)) print(line);
    if (verification.problems > 0 || verification.faults.length > 0) process.exitCode = 1;
  } catch (error) {
    reportFailure(error);
    tell("Whether somebody tampered with the audit is not known: it could not be checked.");
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
      ? ["As the tables are not those of the migrations, nothing that they hold was checked."]
      : []),
    head ? `${checked}, to ${instantText(head.until)}. The head is ${headText(head)}.` : "Nothing is sealed.",
    ...(unsealed > 0
      ? [
          `${counted(unsealed, "entry", "entries")} not sealed yet: whether they were changed is not known. Each waits ten seconds at least, as others of that time may be still to come.`,
        ]
      : []),
    ...(lag ? [describeLag(lag)] : []),
    ...(known
      ? []
      : [
          "Without a head that was kept elsewhere (--head) it is not known whether the newest entries were cut off with " +
            "their seals, or all seals made anew.",
        ]),
    problems > 0
      ? `${counted(problems, "problem")} found: the audit was tampered with.`
      : faults.length > 0
        ? "No change was found, but somebody could make one: the audit is not guarded as it should be."
        : "No problem was found.",
  ];
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
