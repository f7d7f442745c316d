import { declarations } from "@caretype/api/declarations";

// Each process that reads settings knows the migrations of all modules, including disabled ones.
if (declarations.some(({ migratesFrom }) => migratesFrom !== undefined)) {
  const { addMigrations } = await import("@caretype/db");
  addMigrations(declarations);
}
