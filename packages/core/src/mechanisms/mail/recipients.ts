import type { Database } from "@caretype/db";
import type { PatientId } from "../../kernel/field/ids.ts";
import { hooksOf } from "../../kernel/hooks.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import type { MailingServices } from "./mailer.ts";

export type MailingContext = {
  db: Database;
  scope: Pick<Scope, "practiceId">;
  services: MailingServices;
};

declare module "../../kernel/hooks.ts" {
  interface ModuleHooks {
    redirectMails?(context: MailingContext, patientId: PatientId | null): Promise<void>;
  }
}

/**
 * After a change of a patient's address, a death or its undo, withdraws the emails that wait for addresses not in use
 * any more. Writes them anew if there is another address. Ends offers whose patient cannot be reached. Pass null
 * after a change of the practice.
 */
export async function redirectMails(context: MailingContext, patientId: PatientId | null): Promise<void> {
  for (const redirect of hooksOf("redirectMails")) await redirect(context, patientId);
}
