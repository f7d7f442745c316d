import type { DatabaseHandle } from "@caretype/db";
import { type PeriodicTask, startPeriodicTask } from "../../kernel/procedure/periodic-task.ts";
import { takeUnshown } from "./queries.ts";
import type { Render, RenderedMail } from "./render-mail.ts";

/** An email to an account, or the id of one that concerns a patient. */
export type ShownMail =
  | (Pick<RenderedMail, "subject" | "text"> & { id: string; to: string })
  | { id: string; template: string };

type Showing = {
  database: Pick<DatabaseHandle, "transaction">;
  render: Render;
  isShown: (template: string) => boolean;
  onMail: (mail: ShownMail) => void;
  onFailure: (error: unknown) => void;
};

const everyMilliseconds = 1_000;
const atOnce = 20;

/** Without an SMTP server, shows each waiting email once, or its id. It stays waiting. */
export function showMails({ database, render, isShown, onMail, onFailure }: Showing): PeriodicTask {
  const round = async () => {
    for (const mail of await database.transaction((tx) => takeUnshown(tx, atOnce))) {
      const { id, to, template } = mail;
      if (!isShown(template)) {
        onMail({ id, template });
        continue;
      }
      const { subject, text } = render(mail);
      onMail({ id, to, subject, text });
    }
  };
  return startPeriodicTask(round, { name: "mails-in-log", onFailure, milliseconds: everyMilliseconds });
}
