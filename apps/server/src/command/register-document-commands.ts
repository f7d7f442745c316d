import type { Command } from "commander";

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
  program
    .command("docs")
    .description("Write the tables of settings, roles and errors in docs/, and .env.example")
    .option("--check", "only report whether they are up to date")
    .action(async (choice: { check?: boolean }) => (await import("./docs.ts")).docsCommand(choice));
  program
    .command("settings")
    .description("Print every setting with its default and meaning, in Markdown")
    .action(async () => (await import("./docs.ts")).settingsCommand());
  program
    .command("roles")
    .description("Print what each role may do, in Markdown")
    .action(async () => (await import("./docs.ts")).rolesCommand());
}
