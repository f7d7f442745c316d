import { readFileSync } from "node:fs";
import { endianness } from "node:os";
import path from "node:path";

/** The checkpoint of a clean shutdown. Undefined if the cluster was not shut down, or its file cannot be read. */
export function shutdownCheckpoint(data: string): string | undefined {
  try {
    const control = readFileSync(path.join(data, "global", "pg_control"));
    const isLittle = endianness() === "LE";
    const state = isLittle ? control.readUInt32LE(stateOffset) : control.readUInt32BE(stateOffset);
    if (state !== shutDown) return undefined;
    return String(
      isLittle ? control.readBigUInt64LE(checkpointOffset) : control.readBigUInt64BE(checkpointOffset),
    );
  } catch {
    return undefined;
  }
}

/** In PostgreSQL's `ControlFileData`, the same since version 9. There is no `pg_controldata` among the binaries. */
const stateOffset = 16;
const checkpointOffset = 32;
/** `DB_SHUTDOWNED` */
const shutDown = 1;
