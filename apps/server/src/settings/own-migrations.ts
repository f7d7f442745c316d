import { fileURLToPath } from "node:url";
import { declarations } from "@caretype/api/declarations";

// Each process that reads settings knows the migrations of all modules, also of those that it leaves out.
for (const { name, migratesFrom } of declarations)
  if (migratesFrom !== undefined) {
    const { addMigrations } = await import("@caretype/db");
    addMigrations(name, fileURLToPath(new URL("migrations", migratesFrom)));
  }
