import { readSettings, restartWithExecFlags, serve } from "@caretype/server";

// Starts the server as usual, but without the audit, to measure what that costs. No user setting can do this.
restartWithExecFlags();
await serve({ ...readSettings(process.env), audit: "off, to measure its cost" });
