const scheme = "s3://";

export const isS3Location = (location: string): boolean => location.startsWith(scheme);

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * The bucket and the prefix of `s3://bucket/prefix`. The prefix ends with a slash, or is empty. Undefined for another
 * form.
 */
export function s3LocationIn(location: string): { bucket: string; prefix: string } | undefined {
  const [bucket = "", ...folders] = location
    .slice(scheme.length)
    .replace(/(?<!\/)\/+$/, "")
    .split("/");
  if (!isS3Location(location) || !bucketName.test(bucket) || folders.includes("")) return undefined;
  return { bucket, prefix: folders.map((folder) => `${folder}/`).join("") };
}

/** Whether a text is a folder, or a bucket with a prefix. One letter and a colon are a Windows drive. */
export const isTargetLocation = (text: string): boolean =>
  !/^[a-z][a-z0-9+.-]+:/i.test(text) || s3LocationIn(text) !== undefined;
