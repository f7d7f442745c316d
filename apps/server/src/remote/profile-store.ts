import type { TokenStore } from "@caretype/client";
import { lock } from "proper-lockfile";
import { makeProfileFolder, profileFile, readProfile, writeProfile } from "./profile-files.ts";

/**
 * A lock that its owner no longer renews is released after ten seconds. Until then, others wait.
 * A missed renewal is harmless, because the server accepts a refresh token twice within a few seconds.
 */
const waiting = { retries: 80, factor: 1.5, minTimeout: 50, maxTimeout: 500 };

/** Keeps a profile's tokens in its file. Processes that run at the same time share them. */
export const profileStore = (name: string): TokenStore => ({
  async read() {
    return (await readProfile(name))?.tokens ?? null;
  },
  async write(tokens) {
    const profile = await readProfile(name);
    // Another process has signed out.
    if (!profile) return;
    const { tokens: _former, ...rest } = profile;
    await writeProfile(name, { ...rest, ...(tokens && { tokens }) });
  },
  async lock(work) {
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
  },
});
