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
    /** Its part of `redirectMails`. */
    redirectMails?(context: MailingContext, patientId: PatientId | null): Promise<void>;
  }
}

/**
 * Withdraws the emails that wait for addresses at which patients are not written to any more, and writes them anew once
 * there is another. Offers that nobody can be told of end. Call this after a change of a patient's address, a death or its
 * undo, or with null after a change of the practice.
 */
export async function redirectMails(context: MailingContext, patientId: PatientId | null): Promise<void> {
  for (const redirect of hooksOf("redirectMails")) await redirect(context, patientId);
}
