export { gzipped, openFile, openStorage } from "./open-storage.ts";
export type { S3Access, Storage, Target } from "./storage.ts";
export { isMissing, isTaken, StorageError } from "./storage.ts";
