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
export const isMissing = (error: unknown): boolean => codeOf(error) === "ENOENT";

/** Whether a file was not written because there is one of this name. */
export const isTaken = (error: unknown): boolean => codeOf(error) === "EEXIST";

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : undefined);
