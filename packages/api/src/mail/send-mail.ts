import { setTimeout as pause } from "node:timers/promises";
import { type DatabaseHandle, JobPostponed } from "@caretype/db";
import { describeRefusal } from "./describe-refusal.ts";
import { type Attempt, beginAttempt, giveUp, noteRefused, noteSent } from "./queries.ts";
import { isRecipientRefused } from "./recipient-refused.ts";
import { type LinkMaker, renderMail } from "./render-mail.ts";
import type { Smtp } from "./smtp.ts";

export type Refusal = { id: string; attempts: number; error: string };

type Sending = {
  database: Pick<DatabaseHandle, "transaction">;
  smtp: Smtp;
  maker: LinkMaker;
  onRefused: (refusal: Refusal) => void;
  onGivenUp: (id: string) => void;
};

/** Less than a job's lease by what it takes to write down that it was sent. */
const longestMilliseconds = 60_000;
const pausesMilliseconds = [100, 500, 1_000, 3_000, 6_000, 10_000];

/**
 * Hands one mail in, once: the job's lease keeps others from it meanwhile, and one that was sent is not sent again.
 * Rejects where it was not accepted, so that the job comes again; not where there is no such recipient.
 *
 * Between the server's yes and the database's, the process can end. Then it is sent again: a mail that comes twice does
 * less harm than one that never comes, and both have the same Message-ID, by which the recipient's server can tell.
 */
export async function sendMail(
  { database, smtp, maker, onRefused, onGivenUp }: Sending,
  { id, signal }: { id: string; signal: AbortSignal },
): Promise<void> {
  const attempt = await database.transaction((tx) => beginAttempt(tx, id));
  if (!attempt) return;
  try {
    await deliver(attempt, { smtp, maker, signal });
  } catch (cause) {
    const error = describeRefusal(cause);
    if (isRecipientRefused(cause)) {
      await database.transaction((tx) => giveUp(tx, id, error));
      onGivenUp(id);
      return;
    }
    await database.transaction((tx) => noteRefused(tx, id, error));
    onRefused({ id, attempts: attempt.attempts, error });
    throw new JobPostponed("A mail was not accepted.");
  }
  await insistently(() => database.transaction((tx) => noteSent(tx, id)));
}

type Delivery = Pick<Sending, "smtp" | "maker"> & { signal: AbortSignal };

async function deliver(attempt: Attempt, { smtp, maker, signal }: Delivery): Promise<void> {
  const { id, to } = attempt;
  const { subject, text, html } = renderMail(attempt, maker);
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(longestMilliseconds)]);
  await smtp.deliver({ id, to, subject, text, html }, bounded);
}

/** It was sent, and is sent again if that cannot be written down. */
async function insistently(write: () => Promise<void>): Promise<void> {
  for (const milliseconds of pausesMilliseconds) {
    try {
      return await write();
    } catch {
      await pause(milliseconds);
    }
  }
  await write();
}
