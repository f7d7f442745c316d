/**
 * Commands that exist only in the server's repository: they need its database or its files. A test there compares
 * this list.
 */
export const serverCommands: readonly string[] = [
  "serve",
  "migrate",
  "check",
  "admin",
  "practice",
  "import",
  "codes",
  "erase",
  "audit",
  "backup",
  "restore",
  "mail",
  "openapi",
  "docs",
  "settings",
  "roles",
];
