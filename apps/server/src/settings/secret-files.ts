import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { nodeCodeOf } from "@caretype/db/node-code";

type Variables = Readonly<Record<string, string | undefined>>;

export const secretNames = [
  "SECRET_KEY",
  "DATABASE_URL",
  "DATABASE_DIRECT_URL",
  "DATABASE_READ_URL",
  "DATABASE_PASSWORD",
  "DB_PASSWORD",
  "SMTP_URL",
  "REDIS_URL",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
  "OTEL_EXPORTER_OTLP_HEADERS",
] as const;

/** `SECRET_KEY_FILE` names the file with the value of `SECRET_KEY`. */
const fileNameOf = (name: string) => `${name}_FILE`;

/** The names of variables that name a file with a secret. */
export const secretFileNames = secretNames.map(fileNameOf);

/**
 * Reads the secrets' files, without a trailing line break. A secret that is also set itself is a problem, unless it
 * is empty.
 */
export function readSecretFiles(variables: Variables): { settings: Variables; problems: string[] } {
  const problems: string[] = [];
  const settings: Record<string, string | undefined> = { ...variables };
  for (const name of secretNames) {
    const file = variables[fileNameOf(name)];
    if (file === undefined) continue;
    if (variables[name] !== undefined) {
      problems.push(`${fileNameOf(name)}: ${name} is set, too; set one of them`);
      continue;
    }
    try {
      const path = resolve(variables.INIT_CWD ?? process.cwd(), file);
      const secret = decodeSecret(readFileSync(path));
      settings[name] = secret;
      // Otherwise, an empty file would mean the embedded database.
      if (secret.trim() === "") problems.push(`${fileNameOf(name)}: the file is empty`);
    } catch (error) {
      const code = nodeCodeOf(error) ?? "unknown error";
      problems.push(
        code === "ERR_ENCODING_INVALID_ENCODED_DATA"
          ? `${fileNameOf(name)}: the file is not text in UTF-8`
          : `${fileNameOf(name)}: the file cannot be read (${code})`,
      );
    }
  }
  return { settings, problems };
}

/**
 * Removes the byte order mark of editors on Windows. Refuses random bytes: decoded, many become the same replacement
 * character, so a short key looks long.
 */
const decodeSecret = (bytes: Uint8Array): string =>
  new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r?\n$/, "");
