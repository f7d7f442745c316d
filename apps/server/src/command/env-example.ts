import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { print } from "../log/output.ts";
import { envExample } from "../settings/env-example.ts";
import { shellCommand } from "./shell-command.ts";

export const exampleFile = fileURLToPath(new URL("../../../../.env.example", import.meta.url));

/** Writes the committed file, or says whether it is the one that the settings make. */
export async function envExampleCommand({ check = false }: { check?: boolean }): Promise<void> {
  if (!check) {
    await writeFile(exampleFile, envExample());
    print(".env.example is written.");
    return;
  }
  if ((await readFile(exampleFile, "utf8")) !== envExample()) {
    throw new Error(`.env.example is out of date: write it with \`${shellCommand("env-example")}\`.`);
  }
  print(".env.example is up to date.");
}
