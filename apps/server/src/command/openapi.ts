import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { appRouter } from "@caretype/api";
import { print } from "@caretype/cli/output";
import { brunoCollection } from "../openapi/bruno.ts";
import { createDocument, documentText } from "../openapi/document.ts";

const documentFile = fileURLToPath(new URL("../../openapi.json", import.meta.url));

type Options = { bruno?: string };

/**
 * Writes the document. With `bruno`, writes a collection into that folder instead.
 * @throws {Error} if the folder has other files.
 */
export async function openapiCommand({ bruno }: Options): Promise<void> {
  if (bruno !== undefined) return writeCollection(bruno);
  await writeFile(documentFile, documentText(appRouter));
  print("apps/server/openapi.json is written.");
}

/** An older collection may be overwritten, other files not. */
async function writeCollection(folder: string): Promise<void> {
  const isFree = !existsSync(folder) || (await readdir(folder)).length === 0;
  if (!isFree && !existsSync(join(folder, "bruno.json")))
    throw new Error(`The folder ${folder} has other files. Name a new or an empty one.`);
  const files = brunoCollection(createDocument(appRouter));
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  print(`${files.size} files of a Bruno collection are in ${folder}.`);
}
