import { open } from "node:fs/promises";

/** So that a name in it also survives a loss of power. Windows cannot open a folder. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
