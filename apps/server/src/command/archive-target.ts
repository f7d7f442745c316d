import type { Target } from "@caretype/postgres/storage";
import { isS3Location } from "@caretype/postgres/storage/location";
import type { Settings } from "../settings/settings.ts";

/** A file on a disk needs no settings, so that it can be checked on any machine. */
export const archiveTarget = (location: string, read: () => Settings): Target =>
  isS3Location(location) ? { location, s3: read().s3 } : { location };
