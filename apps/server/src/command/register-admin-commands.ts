import type { SwitchRequest } from "@caretype/api";
import { type DeactivationReason, deactivationReasons } from "@caretype/api/staff/schema";
import { type Command, Option } from "commander";
import type { AdminOptions, OwnerOptions, ResetOptions } from "./admin-commands.ts";

type AdminCommands = {
  create(options: AdminOptions): Promise<void>;
  createPractice(options: OwnerOptions): Promise<void>;
  switch(request: SwitchRequest): Promise<void>;
  reset(options: ResetOptions): Promise<void>;
  list(): Promise<void>;
};

export function registerAdminCommands(program: Command, commands: AdminCommands): void {
  const admin = program.command("admin").description("Administer accounts");
  const register = (name: string, description: string, of: Command = admin) =>
    of
      .command(name)
      .description(description)
      .requiredOption("--email <address>", "the account's email address");
  const registerCreation = (...command: Parameters<typeof register>) =>
    register(...command)
      .option("--username <name>", "default: derived from the email address")
      .option("--name <name>", "the person's name")
      .option("--password-stdin", "read the password from standard input; or set CARETYPE_PASSWORD");
  registerCreation("create", "Create a staff account").action(commands.create);
  const practice = program.command("practice").description("Create practices");
  registerCreation(
    "create",
    "Create an account and a practice that it owns, regardless of REGISTRATION",
    practice,
  )
    .option("--practice <name>", "the practice's name; default: derived from the person's name")
    .option("--time-zone <name>", "the practice's time zone, such as Europe/Zurich; default: not set")
    .action(commands.createPractice);
  register("deactivate", "Deactivate an account and end its sessions")
    .addOption(
      new Option(
        "--reason <word>",
        "reason for the audit; compromised and misuse also revoke the API keys that the account created",
      ).choices(deactivationReasons),
    )
    .action((options: { email: string; reason?: DeactivationReason }) =>
      commands.switch({ ...options, isActive: false }),
    );
  register("reactivate", "Reactivate an account").action(({ email }: { email: string }) =>
    commands.switch({ email, isActive: true }),
  );
  register("reset", "Invalidate the password, end all sessions, and print a link to set a new password")
    .option(
      "--second-factor",
      "also remove the authenticator app, the passkeys and the recovery codes",
      false,
    )
    .option("--mail", "email the link to the account's address instead of printing it", false)
    .action(commands.reset);
  admin.command("list").description("List the staff accounts").action(commands.list);
}
