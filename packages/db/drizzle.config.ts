import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { defineConfig } from "drizzle-kit";

const journal = "migrations/meta/_journal.json";
// Other programs also load this file, just to read its imports.
const before = existsSync(journal) ? readFileSync(journal, "utf8") : null;

process.once("exit", () => {
  // The next migration is the difference to the newest snapshot. Earlier ones would be 270 kB each.
  for (const earlier of globSync("migrations/meta/*_snapshot.json").toSorted().slice(0, -1)) rmSync(earlier);
  // A migration's name has its time, so that two branches add no file with the same name.
  if (before !== null) writeFileSync(journal, before);
});

export default defineConfig({
  dialect: "postgresql",
  schema: globSync("src/schema/*.ts").filter((file) => !file.endsWith("index.ts")),
  out: "./migrations",
  migrations: { prefix: "timestamp" },
});
