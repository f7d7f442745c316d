import { setTimeout as pause } from "node:timers/promises";
import { type Database, type DatabaseHandle, JobPostponed } from "@caretype/db";
import { describeRefusal, isRecipientRefused } from "./describe-refusal.ts";
import { type Attempt, beginAttempt, giveUp, recordRefused, recordSent } from "./queries.ts";
import type { KeptMail, Render } from "./render-mail.ts";
import type { Smtp } from "./smtp.ts";

export type Refusal = { id: string; attempts: number; error: string };

/** An email's outcome. `refused`: the server does not know the address. Called in the transaction that records it. */
export type OnOutcome = (tx: Database, mail: KeptMail, outcome: "accepted" | "refused") => Promise<void>;

/** Whether the email's address is still right. If not, the email was withdrawn in the same transaction. */
export type IsAddressed = (tx: Database, mail: KeptMail) => Promise<boolean>;

type Sending = {
  database: Pick<DatabaseHandle, "transaction">;
  smtp: Smtp;
  render: Render;
  isAddressed: IsAddressed;
  onOutcome: OnOutcome;
  onRefused: (refusal: Refusal) => void;
  onGivenUp: (id: string) => void;
};

/** Less than a job's lease, to leave time for recording the success. */
const maxMilliseconds = 60_000;
const pausesMilliseconds = [100, 500, 1_000, 3_000, 6_000, 10_000];

/**
 * Sends one email. The job's lease prevents concurrent sending, and a sent email is not sent again. Rejects if it was not
 * accepted, so that the job is retried, except when the recipient does not exist.
 *
 * If the process ends between the server's acceptance and its recording, the email is sent twice. That does less harm
 * than losing it, and both have the same Message-ID, by which servers can detect duplicates.
 */
export async function sendMail(
  { database, smtp, render, isAddressed, onOutcome, onRefused, onGivenUp }: Sending,
  { id, signal }: { id: string; signal: AbortSignal },
): Promise<void> {
  const attempt = await database.transaction(async (tx) => {
    const begun = await beginAttempt(tx, id);
    return begun && (await isAddressed(tx, begun)) ? begun : null;
  });
  if (!attempt) return;
  try {
    await deliver(attempt, { smtp, render, signal });
  } catch (cause) {
    const error = describeRefusal(cause, attempt.to);
    if (isRecipientRefused(cause)) {
      await database.transaction(async (tx) => {
        await giveUp(tx, id, error);
        await onOutcome(tx, attempt, "refused");
      });
      onGivenUp(id);
      return;
    }
    await database.transaction((tx) => recordRefused(tx, id, error));
    onRefused({ id, attempts: attempt.attempts, error });
    throw new JobPostponed("An email was not accepted.");
  }
  await withRetries(() =>
    database.transaction(async (tx) => {
      await recordSent(tx, id);
      await onOutcome(tx, attempt, "accepted");
    }),
  );
}

type Delivery = Pick<Sending, "smtp" | "render"> & { signal: AbortSignal };

async function deliver(attempt: Attempt, { smtp, render, signal }: Delivery): Promise<void> {
  const { id, to } = attempt;
  const { subject, text, html, calendar } = render(attempt);
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(maxMilliseconds)]);
  await smtp.deliver({ id, to, subject, text, html, calendar }, bounded);
}

/** Retries recording, as an unrecorded email is sent again. */
async function withRetries(write: () => Promise<void>): Promise<void> {
  for (const milliseconds of pausesMilliseconds) {
    try {
      return await write();
    } catch {
      await pause(milliseconds);
    }
  }
  await write();
}
