export { type AppOptions, createApp } from "./app.ts";
export { serve } from "./command/serve.ts";
export { startLean } from "./lean-start.js";
export { createLogger, type Logger } from "./logger.ts";
export { drain, type RunningServer, startServer } from "./server.ts";
export { readSettings, type Settings, SettingsError } from "./settings.ts";
