import type { RouterOutputs } from "@caretype/client";
import { Badge } from "@mantine/core";
import { Fragment } from "react";
import type { Column } from "../../../../kit/table/column.ts";
import { RowLink } from "../../../../kit/table/row-link.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { Name } from "../../../../words/format/name.tsx";
import { accounts as texts } from "./texts.en.ts";

export type StaffAccount = RouterOutputs["staff"]["account"];

export const accountColumns: Column<StaffAccount>[] = [
  {
    header: commonTexts.name,
    track: "minmax(120px, 1.5fr)",
    cell: ({ id, name, username }) => (
      <RowLink to="/staff/accounts/$id" params={{ id }}>
        {name || username}
      </RowLink>
    ),
  },
  { header: commonTexts.email, track: "minmax(140px, 2fr)", cell: ({ email }) => email },
  {
    header: texts.practices,
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
    header: texts.lastSeen,
    track: "minmax(150px, 170px)",
    isWideOnly: true,
    cell: ({ lastSeenAt }) => lastSeenAt && formatInstant(lastSeenAt),
  },
  {
    header: texts.state,
    track: "minmax(120px, 130px)",
    isWideOnly: true,
    cell: (account) => <AccountState account={account} />,
  },
];

export function AccountState({ account: { isActive, isStaff } }: { account: StaffAccount }) {
  if (!isActive)
    return (
      <Badge variant="outline" color="red">
        {texts.isDeactivated}
      </Badge>
    );
  return <Badge variant={isStaff ? "light" : "default"}>{isStaff ? texts.isStaff : texts.isActive}</Badge>;
}
