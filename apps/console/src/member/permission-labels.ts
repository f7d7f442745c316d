import { type Permission, permissionMeanings } from "@caretype/api/permissions";

/** What the API says of a permission, without the names that its fields have in programs. */
export const meaningOf = (permission: Permission): string =>
  permissionMeanings[permission].replaceAll("`medicalHistory`", "medical history");
