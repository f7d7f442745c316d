import { type Command, Option } from "commander";

/** What `mail list` may be asked for, and so without what states there are being loaded. */
const states = ["waiting", "sent", "failed"] as const;
export type ListedState = (typeof states)[number];

type MailCommands = {
  list(state: ListedState | undefined): Promise<void>;
  show(id: string): Promise<void>;
};

export function registerMailCommands(program: Command, { list, show }: MailCommands): void {
  const mail = program.command("mail").description("See which mails wait, were sent, or have failed");
  mail
    .command("list")
    .description("The 100 newest, without what they say")
    .addOption(new Option("--state <state>", "only those").choices(states))
    .action(async (options: { state?: ListedState }) => list(options.state));
  mail
    .command("show")
    .description("Print what a mail says, with its link, which is as good as in the mail: show it to nobody")
    .argument("<id>", "the mail's id, as `mail list` says it")
    .action(show);
}
