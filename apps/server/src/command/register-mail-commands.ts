import type { MailSummary } from "@caretype/core/mechanisms/mail/queries";
import { type Command, Option } from "commander";
import type { Settings } from "../settings/settings.ts";

/** The values of `--state`. Listed here, so that `--help` loads no other module. */
const states = ["waiting", "sent", "failed"] as const satisfies readonly MailSummary["state"][];

/** `withKey`: needs the server's key, which signs links. */
type MailSettings = Record<"forCommand" | "withKey", () => Settings>;

export function registerMailCommands(program: Command, { forCommand, withKey }: MailSettings): void {
  const load = () => import("./mail-commands.ts");
  const mail = program.command("mail").description("Show waiting, sent and failed emails");
  mail
    .command("list")
    .description("List the 100 newest emails, without their content")
    .addOption(new Option("--state <state>", "only emails in this state").choices(states))
    .action(async ({ state }: { state?: (typeof states)[number] }) =>
      (await load()).mailList(forCommand(), state),
    );
  mail
    .command("show")
    .description("Print an email with its link. Anyone with the link can use it: keep it secret")
    .argument("<id>", "the email's id, from `mail list`")
    .action(async (id: string) => (await load()).mailShow(withKey(), id));
}
