/** PostgreSQL must not start on this data folder. The message says why, and what to do. */
export class DataFolderRefused extends Error {
  override readonly name = "DataFolderRefused";
}
