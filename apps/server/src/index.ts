export { type AppOptions, createApp } from "./app/app.ts";
export { serve } from "./command/serve.ts";
export { createLogger, type Logger } from "./log/logger.ts";
export { readSettings, type Settings, SettingsError } from "./settings/settings.ts";
export { drain } from "./start/drain.ts";
export { restartWithExecFlags } from "./start/exec-flags.js";
export { type RunningServer, startServer } from "./start/server.ts";
