import { readSettings, restartWithExecFlags, serve } from "@caretype/server";

// The server as its users start it, but that it writes no audit, to measure what that costs. No setting of a user's
// can do this.
restartWithExecFlags();
await serve({ ...readSettings(process.env), audit: "off, to measure its cost" });
