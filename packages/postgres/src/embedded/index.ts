export { installedBinaries } from "./binaries.ts";
export { DataFolderRefused } from "./data-folder-refused.ts";
export {
  attachEmbeddedPostgres,
  attachOrStartPostgres,
  type EmbeddedPostgres,
  type EmbeddedSettings,
  startEmbeddedPostgres,
} from "./embedded-postgres.ts";
export { DirectoryInUse } from "./owner-lock.ts";
