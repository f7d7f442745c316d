import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { type Permission, rolePermissions, roles } from "./permissions.ts";

/** The roles with a permission, as a SQL list. Built per statement, because permissions are filled in later. */
export const rolesWith = (permission: Permission): SQLWrapper => ({
  getSQL: (): SQL =>
    sql.join(
      roles.filter((role) => rolePermissions[role].has(permission)).map((role) => sql.raw(`'${role}'`)),
      sql`, `,
    ),
});
