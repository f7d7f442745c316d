import type { RouterOutputs } from "@caretype/client";
import { Badge } from "@mantine/core";
import { Fragment } from "react";
import { formatInstant } from "../shell/text/format.ts";
import { Name } from "../shell/text/name.tsx";
import type { Column } from "../table/column.ts";
import { RowLink } from "../table/row-link.tsx";

export type StaffAccount = RouterOutputs["staff"]["account"];

export const accountColumns: Column<StaffAccount>[] = [
  {
    id: "name",
    header: "Name",
    track: "minmax(120px, 1.5fr)",
    cell: ({ id, name, username }) => (
      <RowLink to="/staff/accounts/$id" params={{ id }}>
        {name || username}
      </RowLink>
    ),
  },
  { id: "email", header: "Email address", track: "minmax(140px, 2fr)", cell: ({ email }) => email },
  {
    id: "practices",
    header: "Practices",
    track: "minmax(120px, 1.5fr)",
    isWideOnly: true,
    cell: ({ practices }) =>
      practices.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index > 0 ? ", " : ""}
          <Name>{name}</Name>
        </Fragment>
      )),
  },
  {
    id: "lastSeenAt",
    header: "Last seen",
    track: "minmax(150px, 170px)",
    isWideOnly: true,
    cell: ({ lastSeenAt }) => lastSeenAt && formatInstant(lastSeenAt),
  },
  {
    id: "state",
    header: "State",
    track: "minmax(120px, 130px)",
    isWideOnly: true,
    cell: (account) => <AccountState account={account} />,
  },
];

/** The state of an account. */
export function AccountState({ account: { isActive, isStaff } }: { account: StaffAccount }) {
  if (!isActive)
    return (
      <Badge variant="outline" color="red" tt="none">
        Deactivated
      </Badge>
    );
  return (
    <Badge variant={isStaff ? "light" : "default"} tt="none">
      {isStaff ? "Staff" : "Active"}
    </Badge>
  );
}
