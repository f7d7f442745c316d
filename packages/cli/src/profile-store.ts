import type { TokenStore } from "@caretype/client";
import { lock } from "proper-lockfile";
import { makeProfileFolder, type Profile, profileFile, readProfile, writeProfile } from "./profile-files.ts";

/**
 * A lease that its owner stops renewing expires after ten seconds. Until then, other processes wait. A missed renewal
 * is harmless, because the server accepts a refresh token twice within a few seconds.
 */
const waiting = { retries: 80, factor: 1.5, minTimeout: 50, maxTimeout: 500 };

/** The server and the credentials of a process with this profile. */
type Owner = Pick<Profile, "url" | "account">;

/**
 * Keeps a profile's tokens in its file. Concurrent processes share them. While a process runs, a sign-in may give the
 * profile another server or account. That server's tokens must not be sent to this one. The rest of a run must not
 * reach another account's practice.
 */
export const profileStore = (name: string, owner: Owner): TokenStore => ({
  async read() {
    return (await readOwn(name, owner))?.tokens ?? null;
  },
  async write(tokens) {
    const profile = await readOwn(name, owner);
    // Another process has signed out, or in elsewhere.
    if (!profile) return;
    const { tokens: _former, ...rest } = profile;
    await writeProfile(name, { ...rest, ...(tokens && { tokens }) });
  },
  lock: (work) => withProfileLock(name, work),
});

/** A mutex: keeps other processes from changing the profile meanwhile. */
export async function withProfileLock<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  await makeProfileFolder();
  const release = await lock(profileFile(name), {
    realpath: false,
    retries: waiting,
    onCompromised: () => undefined,
  });
  try {
    return await work();
  } finally {
    await release().catch(() => undefined);
  }
}

async function readOwn(name: string, { url, account }: Owner): Promise<Profile | null> {
  const profile = await readProfile(name);
  return profile?.url === url && profile.account === account ? profile : null;
}
