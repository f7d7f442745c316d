import { getTableConfig } from "drizzle-orm/pg-core";
import { allTables } from "../all-tables.ts";
import { quoted } from "../connection/settings.ts";

/** Reference tables: Citus keeps a copy on each node, to join with the practices' tables. */
const referenceTables = [
  "account",
  "practice",
  "doctor",
  "doctor_external_id",
  "doctor_version",
  "removed_doctor",
  "membership",
  "api_key",
  "invitation",
  "break_glass",
  "former_name",
  "account_external_id",
];

/**
 * Local tables on the coordinator. They belong to accounts and to the server, so they have no practice as
 * distribution key.
 */
const localTables = [
  "session",
  "refresh_token",
  "one_time_token",
  "totp_factor",
  "recovery_code",
  "passkey",
  "mail",
  "login_failure",
  "known_key",
  "idempotency_key",
  "audit_seal",
  "audit_archive",
];

export type Placement = "reference" | "distributed" | "local";

export type ForeignKey = { table: string; name: string; definition: string };

const configs = () => allTables().map(getTableConfig);

/** Returns a table's placement. Undefined for tables that are not listed and have no practice. */
export function placementOf(table: string): Placement | undefined {
  if (referenceTables.includes(table)) return "reference";
  if (localTables.includes(table)) return "local";
  const config = configs().find(({ name }) => name === table);
  return config?.columns.some(({ name }) => name === "practice_id") ? "distributed" : undefined;
}

/** All tables of the schema. Reference tables come first, each after those that it refers to. */
export const tables = (): string[] => [
  ...referenceTables,
  ...configs()
    .map(({ name }) => name)
    .filter((name) => !referenceTables.includes(name)),
];

const listed = (names: readonly string[]) => names.map(quoted).join(", ");

/** The foreign keys of all tables, as the schema defines them. */
export const foreignKeys = (): ForeignKey[] =>
  configs().flatMap((config) =>
    config.foreignKeys.map((key) => {
      const { columns, foreignColumns, foreignTable } = key.reference();
      const nameOf = ({ name }: { name: string }) => name;
      const definition =
        `foreign key (${listed(columns.map(nameOf))}) references ${quoted(getTableConfig(foreignTable).name)} ` +
        `(${listed(foreignColumns.map(nameOf))}) on delete ${key.onDelete ?? "no action"}`;
      return { table: config.name, name: key.getName(), definition };
    }),
  );

/** The statement that places a table. Undefined if it stays local. */
export function placingStatement(table: string): string | undefined {
  const placement = placementOf(table);
  if (placement === "reference") return `select create_reference_table('${table}')`;
  return placement === "distributed"
    ? `select create_distributed_table('${table}', 'practice_id')`
    : undefined;
}
