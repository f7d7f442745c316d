import { Argument, type Command } from "commander";
import { printCompletionScript, type Shell, shells } from "./completion-script.ts";
import { databaseGroups, features } from "./feature-names.ts";
import type { LoginOptions } from "./login.ts";
import type { LogoutOptions } from "./logout.ts";
import { addServerOptions } from "./server-options.ts";

const heading = "Call a running server:";
/** Shown if an option precedes the command, or if the command is misspelled. */
const hint = "`caretype <command> --help` lists the options of a command, which follow it.";

/** Registers the commands that call a running server. These are only groups: `addProcedures` adds their commands. */
export function registerRemoteCommands(program: Command): void {
  program.commandsGroup(heading).showHelpAfterError(hint);
  registerSessionCommands(program);
  for (const { group, description } of features)
    if (!databaseGroups.includes(group)) program.command(group).description(description);
  const api = program.command("api").description(`All of these groups, and ${databaseGroups.join(", ")}`);
  for (const { group, description } of features) api.command(group).description(description);
  registerCompletion(program);
  const isOurs = (command: Command) => command.helpGroup() === heading;
  for (const command of program.commands.filter(isOurs)) withOwnExitCodes(command);
  for (const command of program.commands.filter((one) => databaseGroups.includes(one.name())))
    command.showHelpAfterError(`The API's own commands are in \`caretype api ${command.name()}\`.`);
}

/** Lets the caller set the exit code: commander's own is 1 for every error. */
function withOwnExitCodes(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) withOwnExitCodes(child);
}

function registerSessionCommands(program: Command): void {
  const login = program
    .command("login")
    .description("Sign in, and store the session or the API key in a profile")
    .option("--browser", "sign in in the browser; the default in a terminal, unless an option below is given")
    .option("--no-browser", "ask for the account and its password here")
    .option("--email <address>", "the account's email address")
    .option("--username <name>", "or its username")
    .option("--password-stdin", "read the password from standard input; or set CARETYPE_PASSWORD", false)
    .option("--code <code>", "a code of the authenticator app")
    .option("--recovery-code <code>", "a recovery code instead")
    .option("--api-key <->", "- to read an API key from standard input, instead of an account");
  addServerOptions(login).action(async (options: LoginOptions) =>
    (await import("./login.ts")).login(options),
  );
  const logout = program
    .command("logout")
    .description("End the session, and delete the profile")
    .option("--everywhere", "end all sessions of the account, on all devices", false);
  addServerOptions(logout).action(async (options: LogoutOptions) =>
    (await import("./logout.ts")).logout(options),
  );
  const profiles = program.command("profiles").description("List the profiles, or set the default");
  profiles
    .command("list", { isDefault: true })
    .description("List the profiles")
    .option("--json", "print JSON, as when the output is piped", false)
    .action(async (options: { json: boolean }) => (await import("./profiles.ts")).listProfiles(options));
  profiles
    .command("use")
    .description("Set the default profile")
    .argument("<name>", "the profile's name")
    .action(async (name: string) => (await import("./profiles.ts")).useProfile(name));
}

function registerCompletion(program: Command): void {
  program
    .command("completion")
    .description("Print a script that completes commands and options in your shell")
    .addArgument(new Argument("<shell>").choices(shells))
    .action((shell: Shell) => printCompletionScript(shell));
  program
    .command("complete", { hidden: true })
    .argument("[words...]")
    .action(async (words: string[]) => {
      await addProcedures(program, words);
      (await import("./completions.ts")).printCompletions(program, words);
    });
}

/** Adds the commands of the named groups. This loads the router. */
export async function addProcedures(program: Command, words: readonly string[]): Promise<void> {
  const named = features.filter(
    ({ group }) =>
      words.slice(0, 3).includes(group) && (!databaseGroups.includes(group) || words.includes("api")),
  );
  if (named.length === 0) return;
  const { addProcedureCommands } = await import("./procedure-commands.ts");
  const api = program.commands.find((command) => command.name() === "api");
  for (const { name, group } of named)
    for (const parent of [databaseGroups.includes(group) ? undefined : program, api]) {
      const own = parent?.commands.find((command) => command.name() === group);
      if (own?.commands.length === 0) addProcedureCommands(own, name);
    }
}
