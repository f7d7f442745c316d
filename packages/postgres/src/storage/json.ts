import { text } from "node:stream/consumers";
import type { Storage } from "./storage.ts";

/** Replaces a file of this name. */
export async function writeJson(storage: Storage, name: string, content: unknown): Promise<void> {
  async function* bytes() {
    yield Buffer.from(JSON.stringify(content));
  }
  await storage.write(name, bytes(), { replaces: true });
}

export const readJson = async (storage: Storage, name: string): Promise<unknown> =>
  JSON.parse(await text(await storage.read(name)));
