import type { AuditEntry } from "@caretype/client";
import { doctorId, patientId } from "@caretype/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { Dialog } from "../dialog/dialog.tsx";
import { FactList } from "../history/fact-list.tsx";
import { useLastShown } from "../history/use-last-shown.ts";
import { formatInstantWithOffset } from "../shell/text/format.ts";
import { ButtonLink } from "../shell/text/links.tsx";
import { Name } from "../shell/text/name.tsx";
import { ActorDetails } from "./actor.tsx";
import { outcomeText } from "./audit-columns.tsx";
import type { AuditFilters } from "./audit-filters.ts";
import { Subjects } from "./subjects.tsx";

type EntryDialogProps = {
  /** Null closes it. It stays mounted to return the focus. */
  entry: AuditEntry | null;
  onClose: () => void;
  /** Narrows the filters to what the entry has. */
  onNarrow: (filters: AuditFilters) => void;
};

export function EntryDialog({ entry, onClose, onNarrow }: EntryDialogProps) {
  const shown = useLastShown(entry);
  return (
    <Dialog opened={entry !== null} onClose={onClose} size="lg" title="Entry">
      {shown ? <Entry entry={shown} onNarrow={onNarrow} /> : null}
    </Dialog>
  );
}

type EntryProps = { entry: AuditEntry; onNarrow: EntryDialogProps["onNarrow"] };

/** All fields of an entry. */
function Entry({ entry, onNarrow }: EntryProps) {
  const { accountId, accountName, action } = entry;
  return (
    <Stack>
      <Text fw={600} style={{ overflowWrap: "anywhere" }}>
        {entry.what}
      </Text>
      <FactList facts={factsOf(entry)} />
      <Subjects entry={entry} onNarrow={onNarrow} />
      <Group gap="xs">
        {accountId === null ? null : (
          <Button variant="default" size="xs" maw="100%" onClick={() => onNarrow({ accountId })}>
            <Text inherit truncate lh={1.4}>
              All entries by {accountName === null ? "this account" : <Name>{accountName}</Name>}
            </Text>
          </Button>
        )}
        <Button variant="default" size="xs" onClick={() => onNarrow({ action })}>
          All entries of this kind
        </Button>
        <OpenRecord entry={entry} />
      </Group>
    </Stack>
  );
}

const factsOf = (entry: AuditEntry) => [
  { label: "When", text: formatInstantWithOffset(entry.at) },
  { label: "Who", text: <ActorDetails entry={entry} /> },
  { label: "As", text: entry.role },
  {
    label: "Outcome",
    text: entry.outcome === "ok" ? outcomeText(entry) : `${outcomeText(entry)}: ${entry.outcome}`,
  },
  { label: "Allowed by", text: entry.basis },
  { label: "From", text: entry.address ?? "Command line" },
  { label: "Procedure", text: entry.action },
  { label: "Request ID", text: entry.requestId },
  { label: "Client request ID", text: entry.clientRequestId },
];

/** Links to the record, if the entry has exactly one that has a page. */
function OpenRecord({ entry: { action, subjectIds, outcome } }: { entry: AuditEntry }) {
  const [id] = subjectIds;
  if (id === undefined || subjectIds.length > 1 || outcome !== "ok") return null;
  const shared = { variant: "default", size: "xs" } as const;
  if (action.startsWith("patient."))
    return (
      <ButtonLink to="/patients/$id" params={{ id: patientId.parse(id) }} {...shared}>
        Open patient
      </ButtonLink>
    );
  if (!action.startsWith("doctor.")) return null;
  return (
    <ButtonLink to="/doctors/$id" params={{ id: doctorId.parse(id) }} {...shared}>
      Open doctor
    </ButtonLink>
  );
}
