import { randomUUID } from "node:crypto";
import { constants, rmSync } from "node:fs";
import { access, link, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { nodeCodeOf } from "@caretype/db/node-code";
import {
  isLeft,
  isMissing,
  isTaken,
  type Storage,
  StorageError,
  undefinedIfMissing,
  type WriteOptions,
} from "./storage.ts";

/** The remains of a `write` whose process was killed, with the file's intended name. */
const interrupted = /^\.(.+)\.[0-9a-f-]{36}\.partial$/;

/** Files in an existing folder, readable by their owner only. */
export class FolderStorage implements Storage {
  readonly location: string;

  constructor(folder: string) {
    this.location = folder;
  }

  pathOf(name: string): string {
    return path.join(this.location, ...name.split("/"));
  }

  async requireAccess(): Promise<void> {
    await access(this.location, constants.W_OK);
    if (!(await stat(this.location)).isDirectory())
      throw new StorageError(`${this.location} is not a folder.`);
  }

  async list(folder = ""): Promise<{ files: string[]; folders: string[] }> {
    const entries = await readdir(this.pathOf(folder), { withFileTypes: true }).catch((error: unknown) => {
      if (folder !== "" && isMissing(error)) return [];
      throw error;
    });
    return {
      files: entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name),
      folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
    };
  }

  async find(name: string): Promise<{ bytes: number; modifiedAt: number; isFolder?: true } | undefined> {
    const found = await stat(this.pathOf(name)).catch(undefinedIfMissing);
    const facts = found && { bytes: found.size, modifiedAt: found.mtimeMs };
    return facts && found.isDirectory() ? { ...facts, isFolder: true } : facts;
  }

  async read(name: string): Promise<Readable> {
    const handle = await open(this.pathOf(name));
    return handle.createReadStream();
  }

  async write(
    name: string,
    content: AsyncIterable<Uint8Array>,
    { replaces = false, isPart = false }: WriteOptions = {},
  ): Promise<number> {
    const target = this.pathOf(name);
    const folder = path.dirname(target);
    await this.#makeFolders(name);
    if (isPart) return writeAll(target, content, "w");
    const draft = path.join(folder, `.${path.basename(target)}.${randomUUID()}.partial`);
    const removeDraft = () => rmSync(draft, { force: true });
    // Also after a signal, which ends the process.
    process.once("exit", removeDraft);
    try {
      const bytes = await writeAll(draft, content, "wx");
      await (replaces ? rename(draft, target) : publish(draft, target));
      await syncFolder(folder);
      return bytes;
    } finally {
      process.off("exit", removeDraft);
      removeDraft();
    }
  }

  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) await rm(this.pathOf(name), { force: true });
  }

  removeFolder(folder: string): Promise<void> {
    return rm(this.pathOf(folder), { recursive: true, force: true });
  }

  async removeInterrupted(name: string): Promise<void> {
    try {
      for (const file of (await this.list()).files) {
        const [, written] = interrupted.exec(file) ?? [];
        const found = written === undefined ? undefined : await this.find(file);
        if (written && found && isLeft(name, { ...found, name: written })) await this.remove([file]);
      }
    } catch {
      // A user who may write to a folder may not be allowed to list it. If it is missing, the next write fails as
      // well.
    }
  }

  /** The storage's own folder must exist: it may be a disk that is not mounted. */
  async #makeFolders(name: string): Promise<void> {
    let folder = this.location;
    for (const part of name.split("/").slice(0, -1)) {
      folder = path.join(folder, part);
      await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
        if (!isTaken(error)) throw error;
      });
    }
  }
}

async function writeAll(file: string, content: AsyncIterable<Uint8Array>, flags: string): Promise<number> {
  const handle = await open(file, flags, 0o600);
  // `flush`: makes the content durable.
  const target = handle.createWriteStream({ flush: true });
  await pipeline(content, target);
  return target.bytesWritten;
}

const withoutLinks = new Set<string | undefined>(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** A link never replaces a file, but some file systems have none. */
async function publish(draft: string, target: string): Promise<void> {
  try {
    await link(draft, target);
  } catch (error) {
    if (isTaken(error)) throw new StorageError(`${target} exists, and is not overwritten.`, "EEXIST");
    if (!withoutLinks.has(nodeCodeOf(error))) throw error;
    if (await exists(target)) throw new StorageError(`${target} exists, and is not overwritten.`, "EEXIST");
    await rename(draft, target);
  }
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** Makes a name in it survive a loss of power. Windows cannot open a folder. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
