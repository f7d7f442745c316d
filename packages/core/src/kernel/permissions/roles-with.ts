import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { type Permission, rolePermissions, roles } from "./permissions.ts";

/** The roles that have a permission, as a list in parentheses, made when a statement is: permissions are known later. */
export const rolesWith = (permission: Permission): SQLWrapper => ({
  getSQL: (): SQL =>
    sql.join(
      roles.filter((role) => rolePermissions[role].has(permission)).map((role) => sql.raw(`'${role}'`)),
      sql`, `,
    ),
});
