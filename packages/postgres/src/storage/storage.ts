import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { nodeCodeOf } from "@caretype/db/node-code";

/** How to reach buckets. Null: from the AWS environment variables and files. */
export type S3Access = {
  /** Null: the AWS endpoint of the region. */
  endpoint: string | null;
  region: string | null;
  /** Whether the bucket is in the path, not in the host's name. */
  pathStyle: boolean;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } | null;
};

/** A folder, or `s3://bucket/prefix`. */
export type Target = { location: string; s3?: S3Access | undefined };

export type WriteOptions = {
  /** Whether to replace an existing file of this name. Otherwise the write fails with the code EEXIST. */
  replaces?: boolean;
  /** True for a file that counts only once another file is written. It may be half-written under its name. */
  isPart?: boolean;
};

/** Whole files by name. Names have slashes, and are relative to the folder or prefix. */
export type Storage = {
  readonly location: string;
  /** The name with its folder, for people. */
  pathOf(name: string): string;
  /** Rejects if the folder or bucket is missing, or cannot be used. */
  requireAccess(): Promise<void>;
  /** The names of files and folders in a folder. A missing folder is empty, unless it is the whole storage. */
  list(folder?: string): Promise<{ files: string[]; folders: string[] }>;
  /** Undefined: there is no such file. On a disk, also returns a folder. */
  find(name: string): Promise<{ bytes: number; modifiedAt: number; isFolder?: true } | undefined>;
  /** Rejects with the code ENOENT if there is no such file. */
  read(name: string): Promise<Readable>;
  /**
   * Writes all or nothing: a file appears under its name once it is complete and durable. Resolves to its size in
   * bytes.
   */
  write(name: string, content: AsyncIterable<Uint8Array>, options?: WriteOptions): Promise<number>;
  remove(names: readonly string[]): Promise<void>;
  removeFolder(folder: string): Promise<void>;
  /** Removes remains of killed writes, for files whose names differ from this one only in digits. Never rejects. */
  removeInterrupted(name: string): Promise<void>;
};

/** After a longer pause, a write counts as killed. */
const maxPauseMilliseconds = 60 * 60_000;

/** Whether it is a write's remains, as `removeInterrupted` describes. */
export function isLeft(name: string, found: { name: string; modifiedAt: number }): boolean {
  const withoutDigits = (text: string) => text.replaceAll(/\d/g, "0");
  const isOld = found.modifiedAt < Date.now() - maxPauseMilliseconds;
  return isOld && withoutDigits(found.name) === withoutDigits(name);
}

/** A bucket refused or failed. The message names it and what to do, and never contains a secret. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  /** The file system's code for this error, if there is one. */
  readonly code: "EEXIST" | "ENOENT" | undefined;

  constructor(message: string, code?: "EEXIST" | "ENOENT") {
    super(message);
    this.code = code;
  }
}

/** Whether a file, or a folder of its path, is missing. */
export const isMissing = (error: unknown): boolean => nodeCodeOf(error) === "ENOENT";

/** For `catch`: undefined for a missing file. Throws other errors. */
export function undefinedIfMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}

/** Whether a write failed because the file exists. */
export const isTaken = (error: unknown): boolean => nodeCodeOf(error) === "EEXIST";

export async function writeJson(storage: Storage, name: string, content: unknown): Promise<void> {
  async function* bytes() {
    yield Buffer.from(JSON.stringify(content));
  }
  await storage.write(name, bytes(), { replaces: true });
}

export const readJson = async (storage: Storage, name: string): Promise<unknown> =>
  JSON.parse(await text(await storage.read(name)));
