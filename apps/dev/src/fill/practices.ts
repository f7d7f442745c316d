import type { Plan } from "./plan.ts";
import type { TableFill } from "./table-fill.ts";

/** Matches no password: benchmarks create sessions directly. */
const noPassword = "!";

/** Each practice has one account, its owner. */
export function practiceFills({ practices }: Plan): TableFill[] {
  return [
    {
      table: "practice",
      columns: ["id", "name"],
      rows: () => practices.map(({ id }, index) => [id, `Practice ${index + 1}`]),
    },
    {
      table: "account",
      columns: ["id", "username", "email", "name", "password_hash"],
      rows: () =>
        practices.map(({ accountId }, index) => {
          const name = `owner-${index + 1}`;
          return [accountId, name, `${name}@practice.example.org`, name, noPassword];
        }),
    },
    {
      table: "membership",
      columns: ["practice_id", "account_id", "role"],
      rows: () => practices.map(({ id, accountId }) => [id, accountId, "owner"]),
    },
  ];
}
