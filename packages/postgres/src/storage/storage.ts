import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { nodeCodeOf } from "@caretype/db/node-code";

/** How to reach buckets. Null: as the environment says, in the variables and files of AWS. */
export type S3Access = {
  /** Null: that of AWS for the region. */
  endpoint: string | null;
  region: string | null;
  /** Whether the bucket is in the path, and not in the host's name. */
  pathStyle: boolean;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } | null;
};

/** A folder, or `s3://bucket/prefix`. */
export type Target = { location: string; s3?: S3Access | undefined };

export type WriteOptions = {
  /** Whether a file of this name is replaced. Otherwise the write fails with the code EEXIST. */
  replaces?: boolean;
  /** Whether it counts only once another file is written. Such a file may be half-written under its name. */
  isPart?: boolean;
};

/** Whole files by name. Names have slashes, and are relative to the folder or prefix. */
export type Storage = {
  readonly location: string;
  /** The name with its folder, for people. */
  pathOf(name: string): string;
  /** Rejects if the folder or bucket is missing, or cannot be used. */
  requireAccess(): Promise<void>;
  /** The names of files and folders in a folder. A folder that is missing is empty, unless it is the whole storage. */
  list(folder?: string): Promise<{ files: string[]; folders: string[] }>;
  /** Undefined: there is no such file. A folder on a disk has the name, too. */
  find(name: string): Promise<{ bytes: number; modifiedAt: number; isFolder?: true } | undefined>;
  /** Rejects with the code ENOENT if there is no such file. */
  read(name: string): Promise<Readable>;
  /** Writes all or nothing: a file has its name once it is whole and kept. Resolves to its bytes. */
  write(name: string, content: AsyncIterable<Uint8Array>, options?: WriteOptions): Promise<number>;
  remove(names: readonly string[]): Promise<void>;
  removeFolder(folder: string): Promise<void>;
  /**
   * Removes what writes have left whose process was killed, of files whose names differ from this one in digits alone.
   * Never rejects.
   */
  removeInterrupted(name: string): Promise<void>;
};

/** A write that has paused for longer was killed. */
const maxPauseMilliseconds = 60 * 60_000;

/** Whether a write left this, as `removeInterrupted` describes. */
export function isLeft(name: string, found: { name: string; modifiedAt: number }): boolean {
  const withoutDigits = (text: string) => text.replaceAll(/\d/g, "0");
  const isOld = found.modifiedAt < Date.now() - maxPauseMilliseconds;
  return isOld && withoutDigits(found.name) === withoutDigits(name);
}

/** A bucket refused or failed. The message names it and what to do, and never contains a secret. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  /** As of a file system, where there is such a code. */
  readonly code: "EEXIST" | "ENOENT" | undefined;

  constructor(message: string, code?: "EEXIST" | "ENOENT") {
    super(message);
    this.code = code;
  }
}

/** Whether a file, or a folder on the way to it, is missing. */
export const isMissing = (error: unknown): boolean => nodeCodeOf(error) === "ENOENT";

/** For `catch`: undefined for a missing file. Throws other errors. */
export function undefinedIfMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}

/** Whether a file was not written because there is one of this name. */
export const isTaken = (error: unknown): boolean => nodeCodeOf(error) === "EEXIST";

/** Replaces a file of this name. */
export async function writeJson(storage: Storage, name: string, content: unknown): Promise<void> {
  async function* bytes() {
    yield Buffer.from(JSON.stringify(content));
  }
  await storage.write(name, bytes(), { replaces: true });
}

export const readJson = async (storage: Storage, name: string): Promise<unknown> =>
  JSON.parse(await text(await storage.read(name)));
