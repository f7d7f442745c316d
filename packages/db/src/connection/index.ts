export { connect, executeStatement } from "./connect.ts";
export type { Connection, Statement } from "./connection.ts";
export { copyIn, copyOut } from "./copy.ts";
export type { Rows } from "./driver-query.ts";
export { quoted, unlimited } from "./settings.ts";
export { inTransaction, TransactionRunner } from "./transaction.ts";
