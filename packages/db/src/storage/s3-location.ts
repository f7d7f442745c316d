import { StorageError } from "./storage-error.ts";

const scheme = "s3://";

export const isS3Location = (location: string): boolean => location.startsWith(scheme);

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * The bucket and the prefix of `s3://bucket/prefix`. The prefix ends with a slash, or is empty.
 * @throws {StorageError} if it is not of this form.
 */
export function parseS3Location(location: string): { bucket: string; prefix: string } {
  const [bucket = "", ...folders] = location.slice(scheme.length).replace(/\/+$/, "").split("/");
  if (!isS3Location(location) || !bucketName.test(bucket) || folders.includes(""))
    throw new StorageError(`${location} is not a bucket with a prefix, such as s3://bucket/prefix.`);
  return { bucket, prefix: folders.map((folder) => `${folder}/`).join("") };
}

/** Whether a text is a folder, or a bucket with a prefix. */
export function isTargetLocation(text: string): boolean {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) return true;
  try {
    parseS3Location(text);
    return true;
  } catch {
    return false;
  }
}
