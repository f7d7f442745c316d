import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { appRouter } from "@caretype/api";
import { print } from "../log/output.ts";
import { documentText } from "../openapi/document.ts";
import { shellCommand } from "./shell-command.ts";

export const documentFile = fileURLToPath(new URL("../../openapi.json", import.meta.url));

/**
 * Writes the committed document.
 * With `check`, only reports whether it is up to date.
 */
export async function openapiCommand({ check = false }: { check?: boolean }): Promise<void> {
  const text = documentText(appRouter);
  if (!check) {
    await writeFile(documentFile, text);
    print("apps/server/openapi.json is written.");
    return;
  }
  if ((await readFile(documentFile, "utf8")) !== text) {
    throw new Error(
      `apps/server/openapi.json is out of date. Update it with \`${shellCommand("openapi")}\`.`,
    );
  }
  print("apps/server/openapi.json is up to date.");
}
