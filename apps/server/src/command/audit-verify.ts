import { describeFinding, instantText, type KnownHead, type Verification, verifyAudit } from "@caretype/api";
import { withDatabase } from "../command-database.ts";
import { print } from "../output.ts";
import type { Settings } from "../settings.ts";
import { headText } from "./audit-head.ts";

/** Says what was found; that something is wrong is told by the exit code, too. */
export async function auditVerify(settings: Settings, known: KnownHead | undefined): Promise<void> {
  const verification = await withDatabase(settings, (database) => verifyAudit(database, known));
  for (const line of describeVerification(verification, known)) print(line);
  if (verification.problems > 0) process.exitCode = 1;
}

function describeVerification(found: Verification, known: KnownHead | undefined): string[] {
  const { seals, entries, head, unsealed, findings, problems } = found;
  const checked = `${counted(seals, "seal")} over ${counted(entries, "entry", "entries")} checked`;
  return [
    ...findings.map(describeFinding),
    head ? `${checked}, to ${instantText(head.until)}. The head is ${headText(head)}.` : "Nothing is sealed.",
    ...(unsealed > 0
      ? [`${counted(unsealed, "entry", "entries")} not sealed yet: whether they were changed is not known.`]
      : []),
    ...(known
      ? []
      : [
          "Without a head that was kept elsewhere (--head) it is not known whether the newest entries were cut off with " +
            "their seals, or all seals made anew.",
        ]),
    problems > 0
      ? `${counted(problems, "problem")} found: the audit was tampered with.`
      : "No problem was found.",
  ];
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
