import type { Permission } from "@caretype/api";
import { permissionDescriptions } from "@caretype/api/declared";

/** The API's descriptions, except two that use a field's code name. */
export const texts: Record<Permission, string> = {
  ...permissionDescriptions,
  "patient:read": "List, search and read patients and their history, without medical history",
  "patient:read-clinical": "See medical history, and set it when adding or changing patients",
};
