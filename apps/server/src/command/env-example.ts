import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { print } from "@caretype/cli/output";
import { envExample } from "../settings/env-example.ts";
import { shellCommand } from "./shell-command.ts";

export const exampleFile = fileURLToPath(new URL("../../../../.env.example", import.meta.url));

/** Writes the committed file. With `check`, only reports whether it is up to date. */
export async function envExampleCommand({ check = false }: { check?: boolean }): Promise<void> {
  if (!check) {
    await writeFile(exampleFile, envExample());
    print(".env.example is written.");
    return;
  }
  if ((await readFile(exampleFile, "utf8")) !== envExample()) {
    throw new Error(`.env.example is out of date. Update it with \`${shellCommand("env-example")}\`.`);
  }
  print(".env.example is up to date.");
}
