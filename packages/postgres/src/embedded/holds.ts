import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { touch } from "./lock-file.ts";
import { heartbeatMilliseconds, livingPidHere, lockFile, thisProcess } from "./owner-lock.ts";

const prefix = "hold.";
const stoppingFile = (directory: string) => path.join(directory, "stopping");
let holds = 0;

/**
 * Marks the server of another process as used by this one, until the returned function is called. An empty file whose
 * name has the data, because a full disk still accepts empty files.
 */
export function holdServer(directory: string): () => void {
  const holder = Buffer.from(JSON.stringify(thisProcess())).toString("base64url");
  const file = path.join(directory, `${prefix}${holds++}.${holder}`);
  writeFileSync(file, "", { mode: 0o600 });
  // The server's owner may end before this process does.
  const heartbeat = setInterval(() => touch(lockFile(directory)), heartbeatMilliseconds).unref();
  return () => {
    clearInterval(heartbeat);
    rmSync(file, { force: true });
  };
}

/** Whether a living process uses the server. Removes marks of dead ones. */
export function isHeld(directory: string): boolean {
  let isUsed = false;
  for (const name of readdirSync(directory)) {
    if (!name.startsWith(prefix)) continue;
    const holder = Buffer.from(name.slice(name.lastIndexOf(".") + 1), "base64url").toString();
    if (livingPidHere(holder) !== undefined) isUsed = true;
    else rmSync(path.join(directory, name), { force: true });
  }
  return isUsed;
}

/**
 * Set by the owner before it checks for holds. Others hold the server before they check for the mark. So at least one
 * of the two sees the other.
 */
export const stopMark = {
  set: (directory: string): void => writeFileSync(stoppingFile(directory), "", { mode: 0o600 }),
  clear: (directory: string): void => rmSync(stoppingFile(directory), { force: true }),
  isSet: (directory: string): boolean => existsSync(stoppingFile(directory)),
};
