import { type Command, Option } from "commander";

/** The values of `--state`. Listed here, so that `--help` loads no other module. */
const states = ["waiting", "sent", "failed"] as const;
export type ListedState = (typeof states)[number];

type MailCommands = {
  list(state: ListedState | undefined): Promise<void>;
  show(id: string): Promise<void>;
};

export function registerMailCommands(program: Command, { list, show }: MailCommands): void {
  const mail = program.command("mail").description("Show waiting, sent and failed emails");
  mail
    .command("list")
    .description("List the 100 newest emails, without their content")
    .addOption(new Option("--state <state>", "only emails in this state").choices(states))
    .action(async (options: { state?: ListedState }) => list(options.state));
  mail
    .command("show")
    .description("Print an email with its link. The link works for anybody: keep it secret")
    .argument("<id>", "the email's id, from `mail list`")
    .action(show);
}
