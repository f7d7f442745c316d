import type { AuditEntry } from "@caretype/client";
import { Text } from "@mantine/core";
import { Name } from "../../../../words/format/name.tsx";
import { commandLine, roleText } from "./entry-text.ts";
import { texts as auditTexts } from "./texts.en.ts";

type ActorProps = { entry: Pick<AuditEntry, "accountName" | "accountNameThen" | "role"> };

/** An entry's actor. The role is a separate element, so that a name cannot imitate it. */
export const Actor = ({ entry }: ActorProps) => (
  <>
    <ActorDetails entry={entry} />
    {entry.accountName === null || entry.role === null ? null : (
      <>
        {" "}
        <Text span inherit c="dimmed" fw={400} style={{ unicodeBidi: "isolate" }}>
          {roleText(entry.role)}
        </Text>
      </>
    )}
  </>
);

export function ActorDetails({ entry: { accountName, accountNameThen, role } }: ActorProps) {
  const texts = auditTexts.actor;
  if (accountName === null) return role === commandLine ? texts.onCommandLine : texts.unknown;
  return accountNameThen === null ? <Name>{accountName}</Name> : texts.called(accountName, accountNameThen);
}
