import { globSync, rmSync } from "node:fs";
import { defineConfig } from "drizzle-kit";

// The next migration is the difference to the newest snapshot. Earlier ones would be 270 kB each.
process.once("exit", () => {
  for (const earlier of globSync("migrations/meta/*_snapshot.json").toSorted().slice(0, -1)) rmSync(earlier);
});

export default defineConfig({ dialect: "postgresql", schema: "./src/schema/index.ts", out: "./migrations" });
