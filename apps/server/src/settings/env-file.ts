import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { nodeCodeOf } from "@caretype/db/node-code";
import { settingOf } from "./setting-names.ts";
import { SettingsError } from "./settings.ts";

type Variables = Record<string, string | undefined>;

/** The sources of settings: the environment, and the file if there is one. */
export type Sources = { variables: Variables; envFile: string | null };

/** Next to the README, whatever the working directory. */
const usualFile = fileURLToPath(new URL("../../../../.env", import.meta.url));
/** Names another file. `none`: no file, for tests and programs that start a server. */
const fileVariable = "CARETYPE_ENV_FILE";

/**
 * Returns the environment merged with the `.env` file's variables. `process.env` stays unchanged, because child
 * processes can read it.
 * @throws {SettingsError} if the file exists and cannot be read, or was named and does not exist.
 */
export function readSources(environment: Variables, file = usualFile): Sources {
  const named = environment[fileVariable];
  if (named === "none") return { variables: environment, envFile: null };
  const path = named ? resolve(environment.INIT_CWD ?? process.cwd(), named) : file;
  const text = readText(path, { isNamed: Boolean(named) });
  if (text === undefined) return { variables: environment, envFile: null };
  const added = withoutOverruled(parseEnv(text), environment);
  // A relative folder in a file is relative to that file.
  if (added.DATA_DIR) added.DATA_DIR = resolve(dirname(path), added.DATA_DIR);
  return { variables: { ...added, ...environment }, envFile: path };
}

function readText(path: string, { isNamed }: { isNamed: boolean }): string | undefined {
  try {
    return decodeText(readFileSync(path));
  } catch (error) {
    const code = nodeCodeOf(error) ?? "unknown error";
    // A folder of this name is a Python virtual environment.
    if (!isNamed && ["ENOENT", "ENOTDIR", "EISDIR"].includes(code)) return undefined;
    throw new SettingsError([`${isNamed ? fileVariable : ".env"}: ${path} cannot be read (${code})`]);
  }
}

/** Removes the byte order mark of editors on Windows. PowerShell's `>` writes UTF-16. */
function decodeText(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}

const urlParts = ["DATABASE_HOST", "DATABASE_PORT", "DATABASE_NAME", "DATABASE_USER", "DATABASE_PASSWORD"];

/** The environment wins, under any name. Its database replaces the file's database completely. */
function withoutOverruled(file: Variables, environment: Variables): Variables {
  const overruled = new Set(Object.keys(environment).map(settingOf));
  if (environment.DATABASE_URL || environment.DATABASE_URL_FILE)
    for (const part of [...urlParts, "DATABASE_SSLMODE"]) overruled.add(part);
  if (overruled.has("DATABASE_HOST")) overruled.add("DATABASE_URL");
  return Object.fromEntries(Object.entries(file).filter(([name]) => !overruled.has(settingOf(name))));
}
