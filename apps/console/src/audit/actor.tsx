import type { AuditEntry } from "@caretype/client";
import { Text } from "@mantine/core";
import { Name } from "../shell/text/name.tsx";

type ActorProps = { entry: Pick<AuditEntry, "accountName" | "accountNameThen" | "role" | "who"> };

/** The actor of an entry. The role is a separate element, so that a name cannot imitate it. */
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

/** The actor without the role. */
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
