export type { BulkDatabase } from "./connection/bulk.ts";
export { connectionsOf, defaultConnections } from "./connection-budget.ts";
export { type ConnectionLimits, readConnectionLimits } from "./connection-limits.ts";
export type { Database } from "./database.ts";
export { constraintOf, DatabaseUnavailable, sqlStateOf } from "./errors.ts";
export { migrate } from "./migrate.ts";
export { type DatabaseHandle, type DatabaseSettings, openDatabase } from "./open-database.ts";
export { prepared } from "./prepared.ts";
export * as schema from "./schema/index.ts";
