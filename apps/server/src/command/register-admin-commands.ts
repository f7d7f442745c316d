import type { SwitchRequest } from "@caretype/api";
import { type DeactivationReason, deactivationReasons } from "@caretype/api/modules/staff/schema";
import { type Command, Option } from "commander";
import type { Settings } from "../settings/settings.ts";
import type { AdminOptions, OwnerOptions, ResetOptions } from "./admin-commands.ts";

/** `withKey`: needs the server's key, which signs links. */
type AdminSettings = Record<"forCommand" | "withKey", () => Settings>;

export function registerAdminCommands(program: Command, { forCommand, withKey }: AdminSettings): void {
  const load = () => import("./admin-commands.ts");
  const change = async (request: SwitchRequest) => (await load()).adminSetActive(forCommand(), request);
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
  registerCreation("create", "Create a staff account").action(async (options: AdminOptions) =>
    (await load()).adminCreate(forCommand(), options),
  );
  const practice = program.command("practice").description("Create practices");
  registerCreation(
    "create",
    "Create an account and a practice that it owns, regardless of REGISTRATION",
    practice,
  )
    .option("--practice <name>", "the practice's name; default: derived from the person's name")
    .option("--time-zone <name>", "the practice's time zone, such as Europe/Zurich; default: not set")
    .action(async (options: OwnerOptions) => (await load()).practiceCreate(forCommand(), options));
  register("deactivate", "Deactivate an account and end its sessions")
    .addOption(
      new Option(
        "--reason <word>",
        "reason for the audit; compromised and misuse also revoke the API keys that the account created",
      ).choices(deactivationReasons),
    )
    .action((options: { email: string; reason?: DeactivationReason }) =>
      change({ ...options, isActive: false }),
    );
  register("reactivate", "Reactivate an account").action(({ email }: { email: string }) =>
    change({ email, isActive: true }),
  );
  register("reset", "Invalidate the password, end all sessions, and print a link to set a new password")
    .option(
      "--second-factor",
      "also remove the authenticator app, the passkeys and the recovery codes",
      false,
    )
    .option("--mail", "email the link to the account's address instead of printing it", false)
    .action(async (options: ResetOptions) => (await load()).adminReset(withKey(), options));
  admin
    .command("list")
    .description("List the staff accounts")
    .action(async () => (await load()).adminList(forCommand()));
}
