import type { AuditEntry } from "@caretype/client";
import { Text } from "@mantine/core";
import { Name } from "../shell/text/name.tsx";

type ActorProps = { entry: Pick<AuditEntry, "accountName" | "accountNameThen" | "role" | "who"> };

/** Who did it. The role stands by itself, so that nobody can write it into their name. */
export const Actor = ({ entry }: ActorProps) => (
  <>
    <ActorDetails entry={entry} />
    {entry.accountName === null || entry.role === null ? null : (
      <>
        {" "}
        <Text span inherit c="dimmed" fw={400} style={{ unicodeBidi: "isolate" }}>
          {entry.role}
        </Text>
      </>
    )}
  </>
);

/** Without the role. */
export function ActorDetails({ entry: { accountName, accountNameThen, who } }: ActorProps) {
  if (accountName === null) return who;
  return (
    <>
      <Name>{accountName}</Name>
      {accountNameThen === null ? null : (
        <>
          , called <Name>{accountNameThen}</Name> at the time
        </>
      )}
    </>
  );
}
