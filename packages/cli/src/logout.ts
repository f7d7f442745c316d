import { connect } from "./connection.ts";
import { describeRefusal, exitCodeOfError } from "./describe-refusal.ts";
import { printToStderr } from "./output.ts";
import { removeProfile } from "./profile-files.ts";
import { withProfileLock } from "./profile-store.ts";
import type { ServerOptions } from "./server-options.ts";

export type LogoutOptions = ServerOptions & { everywhere: boolean };

/** Ends the profile's session, and deletes the profile. */
export async function logout(options: LogoutOptions): Promise<void> {
  const connection = await connect(options);
  const { client, credentials, profile } = connection;
  if (credentials === "session" && options.everywhere) {
    try {
      await client.auth.logoutEverywhere();
    } catch (error) {
      printToStderr(describeRefusal(error, connection));
      process.exitCode = exitCodeOfError(error);
      return;
    }
  }
  const isEnded =
    credentials !== "session" || options.everywhere || (await client.auth.logout()).endedOnServer;
  await withProfileLock(profile, () => removeProfile(profile));
  printToStderr(`Signed out: the profile ${profile} is deleted.`);
  if (credentials === "apiKey") printToStderr("The API key is still valid. Its practice can revoke it.");
  if (!isEnded) printToStderr("The server could not be reached, so the session ends there when it expires.");
}
