import type { Command } from "commander";

type Choice = { check?: boolean };

/**
 * Commands that generate documents from the code.
 * They need no settings and no database.
 */
export function registerDocumentCommands(program: Command): void {
  program
    .command("openapi")
    .description("Write apps/server/openapi.json, as the server has it at /openapi.json")
    .option("--bruno <folder>", "write a collection of requests for Bruno into this folder instead")
    .action(async (choice: { bruno?: string }) => (await import("./openapi.ts")).openapiCommand(choice));
  const registerWriter = (name: string, description: string) =>
    program.command(name).description(description).option("--check", "only report whether it is up to date");
  registerWriter("env-example", "Write .env.example").action(async (choice: Choice) =>
    (await import("./docs.ts")).envExampleCommand(choice),
  );
  registerWriter("docs", "Write the tables of settings, roles and errors in docs/").action(
    async (choice: Choice) => (await import("./docs.ts")).docsCommand(choice),
  );
  program
    .command("settings")
    .description("Print every setting with its default and meaning, in Markdown")
    .action(async () => (await import("./docs.ts")).settingsCommand());
  program
    .command("roles")
    .description("Print what each role may do, in Markdown")
    .action(async () => (await import("./docs.ts")).rolesCommand());
}
