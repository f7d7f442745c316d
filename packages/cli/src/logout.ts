import { addressOf, clientOf, nameOfProfile } from "./connection.ts";
import { describeRefusal, exitCodeOfError } from "./describe-refusal.ts";
import { CommandFailure, exitCodes } from "./exit-codes.ts";
import { printToStderr } from "./output.ts";
import { readProfile, removeProfile } from "./profile-files.ts";
import { profileStore, withProfileLock } from "./profile-store.ts";
import type { ServerOptions } from "./server-options.ts";

export type LogoutOptions = ServerOptions & { everywhere: boolean };

/**
 * Ends the profile's session at the profile's own server, regardless of the environment, and deletes the profile.
 * @throws {CommandFailure} if there is no profile, or if `--url` names another server.
 */
export async function logout(options: LogoutOptions): Promise<void> {
  const name = await nameOfProfile(options);
  const profile = await readProfile(name);
  if (!profile)
    throw new CommandFailure(`There is no profile ${name}. No session was ended.`, exitCodes.notSignedIn);
  const { url } = profile;
  if (options.url && addressOf(options, profile) !== addressOf({ ...options, url }, profile))
    throw new CommandFailure(
      `The profile ${name} is for ${url}, not for ${options.url}. No session was ended.`,
      exitCodes.invalidInput,
    );
  const credentials = profile.tokens ? "session" : profile.apiKey ? "apiKey" : "none";
  const { auth } = clientOf(url, options, { store: profileStore(name, profile) });
  if (credentials === "session" && options.everywhere) {
    try {
      await auth.logoutEverywhere();
    } catch (error) {
      printToStderr(describeRefusal(error, { url, profile: name, credentials }));
      process.exitCode = exitCodeOfError(error);
      return;
    }
  }
  const isEnded = credentials !== "session" || options.everywhere || (await auth.logout()).endedOnServer;
  await withProfileLock(name, () => removeProfile(name));
  printToStderr(`Signed out: the profile ${name} is deleted.`);
  if (credentials === "apiKey") printToStderr("The API key is still valid. Its practice can revoke it.");
  if (!isEnded) printToStderr("The server could not be reached. The session stays valid until it expires.");
}
