import type { DatabaseHandle } from "@caretype/db";
import { type PeriodicTask, startPeriodicTask } from "../../kernel/procedure/periodic-task.ts";
import { takeUnshown } from "./queries.ts";
import type { Render, RenderedMail } from "./render-mail.ts";

export type ShownMail = Pick<RenderedMail, "subject" | "text"> & { id: string; to: string };

type Showing = {
  database: Pick<DatabaseHandle, "transaction">;
  render: Render;
  onMail: (mail: ShownMail) => void;
  onFailure: (error: unknown) => void;
};

const everyMilliseconds = 1_000;
const atOnce = 20;

/** Shows each waiting email once if there is no SMTP server. It stays waiting. */
export function showMails({ database, render, onMail, onFailure }: Showing): PeriodicTask {
  const round = async () => {
    for (const mail of await database.transaction((tx) => takeUnshown(tx, atOnce))) {
      const { subject, text } = render(mail);
      onMail({ id: mail.id, to: mail.to, subject, text });
    }
  };
  return startPeriodicTask(round, { onFailure, milliseconds: everyMilliseconds });
}
