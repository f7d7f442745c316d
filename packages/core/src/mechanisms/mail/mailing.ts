import { type DatabaseHandle, type JobQueue, startJobWorker } from "@caretype/db";
import { type PeriodicTask, startPeriodicTask } from "../../kernel/procedure/periodic-task.ts";
import { giveUpExpired, lockUnqueued, purgeOld } from "./queries.ts";
import { oncePerMinute } from "./refusal-notes.ts";
import type { Render } from "./render-mail.ts";
import { type IsAddressed, type OnOutcome, sendMail } from "./send-mail.ts";
import type { MailSettings } from "./settings.ts";
import { showMails } from "./show-mails.ts";
import { openSmtp } from "./smtp.ts";

type Mailing = {
  database: Pick<DatabaseHandle, "transaction" | "listen">;
  queue: JobQueue;
  settings: MailSettings;
  render: Render;
  /** Whether emails of a template may be shown if they cannot be sent. */
  isShown: (template: string) => boolean;
  isAddressed: IsAddressed;
  onOutcome: OnOutcome;
  onFailure: (error: unknown) => void;
};

type Stoppable = { stop(): Promise<void> };
type Maintained = Stoppable & {
  /** Maintains the emails now instead of within a minute. */
  maintain(): Promise<void>;
};

/** Time for running deliveries on close. An aborted one is resent later. */
const drainMilliseconds = 5_000;

/** Starts all background work for emails. */
export function startMailing(mailing: Mailing): Maintained {
  const { database, queue, settings, render, isShown, isAddressed, onOutcome, onFailure } = mailing;
  const { onExpired = () => undefined, onWaiting, smtpUrl } = settings;
  const maintenance = maintainMails({ database, queue, onExpired, onFailure });
  const parts: Stoppable[] = [maintenance];
  if (smtpUrl !== null) {
    parts.push(
      sendAll({ database, settings: { ...settings, smtpUrl }, render, isAddressed, onOutcome, onFailure }),
    );
  } else if (onWaiting) parts.push(showMails({ database, render, isShown, onMail: onWaiting, onFailure }));
  queue.warmUp().catch(onFailure);
  return {
    maintain: () => maintenance.runNow(),
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}

type SendingAll = Omit<Mailing, "queue" | "settings" | "isShown"> & {
  settings: MailSettings & { smtpUrl: string };
};

function sendAll({ database, settings, render, isAddressed, onOutcome, onFailure }: SendingAll): Stoppable {
  const opening = openSmtp(settings);
  opening.catch(onFailure);
  const onRefused = oncePerMinute(settings.onRefused ?? (() => undefined));
  const { onGivenUp = () => undefined } = settings;
  const worker = startJobWorker(database, {
    queue: "mail",
    work: async (job) =>
      sendMail({ database, smtp: await opening, render, isAddressed, onOutcome, onRefused, onGivenUp }, job),
    onFailure,
  });
  return {
    stop: async () => {
      await worker.stop(drainMilliseconds);
      await opening.then(
        (smtp) => smtp.close(),
        () => undefined,
      );
    },
  };
}

const minute = 60_000;
const atOnce = 1_000;

type Keeping = {
  database: Pick<DatabaseHandle, "transaction">;
  queue: JobQueue;
  /** Called with the ids of emails that expired unsent, once for each across processes. */
  onExpired: (ids: string[]) => void;
  onFailure: (error: unknown) => void;
};

/**
 * Every minute: reports expired emails, requeues those without a job, as after restoring a dump, and deletes old
 * ones.
 */
export function maintainMails({ database, queue, onExpired, onFailure }: Keeping): PeriodicTask {
  const round = async () => {
    const expired = await database.transaction((tx) => giveUpExpired(tx, atOnce));
    if (expired.length > 0) onExpired(expired);
    await database.transaction(async (tx) => queue.addLost(tx, await lockUnqueued(tx, queue, atOnce)));
    await database.transaction((tx) => purgeOld(tx, atOnce));
  };
  return startPeriodicTask(round, { name: "mails", onFailure, milliseconds: minute });
}
