export { installedBinaries } from "./binaries.ts";
export { dataOf } from "./cluster-location.ts";
export {
  attachEmbeddedPostgres,
  attachOrStartPostgres,
  startEmbeddedPostgres,
} from "./embedded-postgres.ts";
export { DataFolderRefused } from "./major-version.ts";
export { DirectoryInUse } from "./owner-lock.ts";
