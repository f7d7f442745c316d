import { type Permission, permissionDescriptions } from "@caretype/api/permissions";

/** The API's description of a permission, without code names of fields. */
export const meaningOf = (permission: Permission): string =>
  permissionDescriptions[permission].replaceAll("`medicalHistory`", "medical history");
