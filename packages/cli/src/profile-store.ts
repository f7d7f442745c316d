import type { TokenStore } from "@caretype/client";
import { lock } from "proper-lockfile";
import { makeProfileFolder, type Profile, profileFile, readProfile, writeProfile } from "./profile-files.ts";

/**
 * A lock that its owner no longer renews is released after ten seconds. Until then, others wait.
 * A missed renewal is harmless, because the server accepts a refresh token twice within a few seconds.
 */
const waiting = { retries: 80, factor: 1.5, minTimeout: 50, maxTimeout: 500 };

/** Where and as whom a process calls with a profile. */
type Owner = Pick<Profile, "url" | "account">;

/**
 * Keeps a profile's tokens in its file. Processes that run at the same time share them.
 * They are the owner's only: while a process runs, a sign-in may give the profile another server or account. That
 * server's tokens must not be sent to this one, and the rest of a run must not go to another account's practice.
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

/** Keeps other processes from changing the profile meanwhile. */
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
