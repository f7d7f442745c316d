import { StorageError } from "./storage.ts";

/** The attempted operation, for the message. */
export type S3Attempt = { bucket: string; endpoint: string | null; action: string };

/** The permissions on its bucket that a key needs. */
const permissions =
  "s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject, s3:AbortMultipartUpload and s3:ListBucketMultipartUploads";

/**
 * Describes a failure of the library in our own words. Its errors have requests and answers as properties, so they are
 * not passed on.
 */
export function describeS3Failure(error: unknown, attempt: S3Attempt): StorageError {
  if (error instanceof StorageError) return error;
  const { bucket, action } = attempt;
  const { name, code, status, attempts } = factsOf(error);
  const where = attempt.endpoint === null ? "S3" : new URL(attempt.endpoint).host;
  const failed = `${action} failed in the bucket ${bucket} of ${where}`;
  const explained = explanations[name] ?? explanationOf(status);
  if (explained !== undefined)
    return new StorageError(`${failed}: ${explained}`, codes[name] ?? codeOf(status));
  if (status !== undefined && (status >= 500 || status === 429))
    return new StorageError(`${failed}: it answered ${status} (${name}), in ${attempts} attempts.`);
  const reason = [code, status ?? name].find((part) => part !== undefined);
  const text = status === undefined ? `it cannot be reached (${reason})` : `it answered ${status} (${name})`;
  return new StorageError(`${failed}: ${text}, in ${attempts} attempts.`);
}

const wrongKey =
  "the access key or its secret is wrong. Check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or those of AWS.";
const wrongRegion = "the bucket is in another region. Set S3_REGION.";
const taken = "the file exists, and is not overwritten.";
const notThere = "the file does not exist.";

const explanations: Readonly<Record<string, string>> = {
  NoSuchBucket: "there is no such bucket. Create it, or correct its name.",
  NoSuchKey: notThere,
  NoSuchUpload: "the upload was ended by another client.",
  InvalidAccessKeyId: wrongKey,
  SignatureDoesNotMatch: wrongKey,
  ExpiredToken: "the session token has expired.",
  RequestTimeTooSkewed: "the clock of this machine is wrong.",
  AccessDenied: `the credentials may not do this. They need ${permissions}.`,
  PermanentRedirect: wrongRegion,
  AuthorizationHeaderMalformed: wrongRegion,
  AbortError: "it did not answer in time.",
  PreconditionFailed: taken,
  ConditionalRequestConflict: "another upload of the same file is running.",
  NotImplemented: "it lacks conditional writes (If-None-Match), which keep files from being overwritten.",
  CredentialsProviderError:
    "there are no credentials. Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or give the machine a role.",
};

const codes: Readonly<Record<string, "EEXIST" | "ENOENT">> = {
  PreconditionFailed: "EEXIST",
  NoSuchKey: "ENOENT",
};

const codeOf = (status: number | undefined) =>
  status === 412 ? "EEXIST" : status === 404 ? "ENOENT" : undefined;

/** Answers to HEAD have no body that would name the error. */
function explanationOf(status: number | undefined): string | undefined {
  if (status === 301) return wrongRegion;
  if (status === 403) return `the credentials are wrong, or may not do this. They need ${permissions}.`;
  if (status === 404) return notThere;
  return status === 412 ? taken : undefined;
}

type Facts = { name: string; code: string | undefined; status: number | undefined; attempts: number };

function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { name: "Error", code: undefined, status: undefined, attempts: 1 };
  const metadata: unknown = Reflect.get(error, "$metadata");
  const numberOf = (key: string) => {
    const value: unknown =
      typeof metadata === "object" && metadata !== null ? Reflect.get(metadata, key) : undefined;
    return typeof value === "number" ? value : undefined;
  };
  const code: unknown = Reflect.get(error, "code");
  const isMissingRegion = error.message === "Region is missing";
  return {
    name: isMissingRegion ? "AuthorizationHeaderMalformed" : error.name,
    code: typeof code === "string" && /^[A-Z_]{3,40}$/.test(code) ? code : undefined,
    status: numberOf("httpStatusCode"),
    attempts: numberOf("attempts") ?? 1,
  };
}
