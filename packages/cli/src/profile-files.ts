import { randomUUID } from "node:crypto";
import { chmod, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import * as z from "zod/mini";
import { CommandFailure, exitCodes } from "./exit-codes.ts";
import { printToStderr } from "./output.ts";

/** A valid header value. An error of `fetch` would show any other text. */
const Secret = z.string().check(z.regex(/^[\x21-\x7e]+$/));

const Profile = z.object({
  url: z.string(),
  /** The signed-in account, for `profiles`. */
  account: z.optional(z.string()),
  apiKey: z.optional(Secret),
  tokens: z.optional(z.object({ access: Secret, refresh: Secret })),
});

export type Profile = z.output<typeof Profile>;

const Choice = z.object({ profile: z.string() });

/** The user's configuration folder, by the XDG specification. Windows has its own. */
function folder(): string {
  const { XDG_CONFIG_HOME, APPDATA } = process.env;
  const own = process.platform === "win32" ? APPDATA : XDG_CONFIG_HOME;
  return join(own || join(homedir(), ".config"), "caretype");
}

const profileFolder = () => join(folder(), "profiles");
const choiceFile = () => join(folder(), "config.json");

/** @throws {CommandFailure} for an invalid file name. */
export function profileFile(name: string): string {
  if (!/^\w[\w.-]{0,59}$/.test(name))
    throw new CommandFailure(
      `${JSON.stringify(name)} is not a valid profile name. Use up to 60 letters, digits and . _ -`,
      exitCodes.invalidInput,
    );
  return join(profileFolder(), `${name}.json`);
}

export const readProfile = async (name: string): Promise<Profile | null> =>
  readAs(Profile, profileFile(name));

/** @throws {CommandFailure} for an invalid session from a server: it could not be read again. */
export async function writeProfile(name: string, profile: Profile): Promise<void> {
  const file = profileFile(name);
  if (!Profile.safeParse(profile).success)
    throw new CommandFailure(`${profile.url} has sent no valid session.`, exitCodes.failed);
  await writePrivately(file, profile);
}

export const removeProfile = (name: string): Promise<void> => rm(profileFile(name), { force: true });

/** The name of the default profile. */
export const chosenProfile = async (): Promise<string> =>
  (await readAs(Choice, choiceFile()))?.profile ?? "default";

export const chooseProfile = (name: string): Promise<void> => writePrivately(choiceFile(), { profile: name });

export async function profileNames(): Promise<string[]> {
  const files = await readdir(profileFolder()).catch(nothingIfMissing);
  return (files ?? [])
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

async function readAs<Schema extends z.ZodMiniType>(
  schema: Schema,
  file: string,
): Promise<z.output<Schema> | null> {
  const text = await readFile(file, "utf8").catch(nothingIfMissing);
  if (text === null) return null;
  await makePrivate(dirname(file));
  await makePrivate(file);
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new CommandFailure(`${file} cannot be read. Delete it, and sign in again.`, exitCodes.failed);
  }
}

/** Creates the profiles' folder, which only its owner can read. */
export const makeProfileFolder = () => mkdir(profileFolder(), { recursive: true, mode: 0o700 });

/**
 * An editor or a copy may have made it writable for others, who could give a profile another server. Windows has no
 * such mode. A folder that others can only read is left as it is: `config.json` has no secret.
 */
async function makePrivate(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const found = await stat(path);
  if ((found.mode & (found.isDirectory() ? 0o022 : 0o077)) === 0) return;
  const others = `Other users of this machine ${found.isDirectory() ? "can change" : "can read"} ${path}.`;
  try {
    await chmod(path, found.isDirectory() ? 0o700 : 0o600);
    printToStderr(`${others} From now on, only you can.`);
  } catch (error) {
    // Another user's file, or one on a read-only disk, is still usable.
    printToStderr(`${others} This cannot be changed: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** Replaces the file atomically, readable by its owner only. A link stays a link. */
async function writePrivately(name: string, content: unknown): Promise<void> {
  await makeProfileFolder();
  const file = (await realpath(name).catch(nothingIfMissing)) ?? name;
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { flag: "wx", mode: 0o600, flush: true });
    await rename(draft, file);
  } catch (error) {
    // For example on a full disk: half of a secret is useless.
    await rm(draft, { force: true });
    throw error;
  }
}

function nothingIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
