import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { settingOf } from "./setting-names.ts";
import { SettingsError } from "./settings.ts";

type Variables = Record<string, string | undefined>;

/** What the settings are read from: the environment, and the file where there is one. */
export type Sources = { variables: Variables; envFile: string | null };

/** Beside the README, wherever a command is called. */
const usualFile = fileURLToPath(new URL("../../../../.env", import.meta.url));
/** Names another file; `none` for no file, as tests and other programs that start a server want it. */
const fileVariable = "CARETYPE_ENV_FILE";

/**
 * The environment with what the `.env` file adds to it. Nothing is put into `process.env`: there, programs that the
 * server starts could read it.
 *
 * @throws {SettingsError} when the file is there and cannot be read, or was named and is not there.
 */
export function readSources(environment: Variables, file = usualFile): Sources {
  const named = environment[fileVariable];
  if (named === "none") return { variables: environment, envFile: null };
  const path = named ? resolve(environment.INIT_CWD ?? process.cwd(), named) : file;
  const text = readText(path, { isNamed: Boolean(named) });
  if (text === undefined) return { variables: environment, envFile: null };
  const added = withoutOverruled(parseEnv(text), environment);
  // A relative folder in a file is beside that file.
  if (added.DATA_DIR) added.DATA_DIR = resolve(dirname(path), added.DATA_DIR);
  return { variables: { ...added, ...environment }, envFile: path };
}

function readText(path: string, { isNamed }: { isNamed: boolean }): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    // A folder of this name is somebody's virtual environment.
    if (!isNamed && ["ENOENT", "ENOTDIR", "EISDIR"].includes(code)) return undefined;
    throw new SettingsError([`${isNamed ? fileVariable : ".env"}: ${path} cannot be read (${code})`]);
  }
}

const urlParts = ["DATABASE_HOST", "DATABASE_PORT", "DATABASE_NAME", "DATABASE_USER", "DATABASE_PASSWORD"];

/** The environment wins, by whatever spelling; and its database takes the place of the file's, not of a part of it. */
function withoutOverruled(file: Variables, environment: Variables): Variables {
  const overruled = new Set(Object.keys(environment).map(settingOf));
  if (environment.DATABASE_URL) for (const part of [...urlParts, "DATABASE_SSLMODE"]) overruled.add(part);
  if (overruled.has("DATABASE_HOST")) overruled.add("DATABASE_URL");
  return Object.fromEntries(Object.entries(file).filter(([name]) => !overruled.has(settingOf(name))));
}
