import { declarations } from "@caretype/api/declarations";

// Each process that reads settings knows the migrations of all modules, also of those that it leaves out.
if (declarations.some(({ migratesFrom }) => migratesFrom !== undefined)) {
  const { addMigrations } = await import("@caretype/db");
  addMigrations(declarations);
}
