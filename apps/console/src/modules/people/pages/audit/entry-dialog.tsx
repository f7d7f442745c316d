import { type AuditEntry, doctorId, patientId } from "@caretype/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { SmallButton, TextButton } from "../../../../kit/theme/plain-button.tsx";
import { FactList } from "../../../../records/history/fact-list.tsx";
import { formatInstantWithOffset, formatNumber } from "../../../../words/format/format.ts";
import { SmallLink } from "../../../../words/format/links.tsx";
import { ActorDetails } from "./actor.tsx";
import { outcomeText } from "./audit-columns.tsx";
import type { AuditFilters } from "./audit-filters.ts";
import { entryText, roleText } from "./entry-text.ts";
import { columns, entry as texts } from "./texts.en.ts";

type EntryDialogProps = {
  /** Null closes it. */
  entry: AuditEntry | null;
  onClose: () => void;
  /** Sets filters from the entry. */
  onNarrow: (filters: AuditFilters) => void;
};

export const EntryDialog = ({ entry, onClose, onNarrow }: EntryDialogProps) =>
  entry ? (
    <Dialog onClose={onClose} size="lg" title={texts.title}>
      <Entry entry={entry} onNarrow={onNarrow} />
    </Dialog>
  ) : null;

function Entry({ entry, onNarrow }: { entry: AuditEntry; onNarrow: EntryDialogProps["onNarrow"] }) {
  const { accountId, accountName, action } = entry;
  return (
    <Stack>
      <Text fw={600} style={{ overflowWrap: "anywhere" }}>
        {entryText(entry)}
      </Text>
      <FactList facts={factsOf(entry)} />
      <Subjects entry={entry} onNarrow={onNarrow} />
      <Group gap="xs">
        {accountId === null ? null : (
          <Button variant="default" size="xs" maw="100%" onClick={() => onNarrow({ accountId })}>
            <Text inherit truncate lh={1.4}>
              {accountName === null ? texts.allByAccount : texts.allBy(accountName)}
            </Text>
          </Button>
        )}
        <SmallButton label={texts.allOfKind} onClick={() => onNarrow({ action })} />
        <OpenRecord entry={entry} />
      </Group>
    </Stack>
  );
}

const factsOf = (entry: AuditEntry) => [
  { label: columns.when, text: formatInstantWithOffset(entry.at) },
  { label: columns.who, text: <ActorDetails entry={entry} /> },
  { label: texts.as, text: entry.role === null ? null : roleText(entry.role) },
  {
    label: columns.outcome,
    text: entry.outcome === "ok" ? outcomeText(entry) : texts.outcome(outcomeText(entry), entry.outcome),
  },
  { label: texts.allowedBy, text: entry.basis },
  { label: columns.from, text: entry.address ?? texts.commandLine },
  { label: texts.procedure, text: entry.action },
  { label: texts.requestId, text: entry.requestId },
  { label: texts.clientRequestId, text: entry.clientRequestId },
];

/** Links to the record, if the entry has exactly one that has a page. */
function OpenRecord({ entry: { action, subjectIds, outcome } }: { entry: AuditEntry }) {
  const [id] = subjectIds;
  if (id === undefined || subjectIds.length > 1 || outcome !== "ok") return null;
  if (action.startsWith("patient."))
    return <SmallLink label={texts.openPatient} to="/patients/$id" params={{ id: patientId.parse(id) }} />;
  if (!action.startsWith("doctor.")) return null;
  return <SmallLink label={texts.openDoctor} to="/doctors/$id" params={{ id: doctorId.parse(id) }} />;
}

type SubjectsProps = { entry: Pick<AuditEntry, "subjectIds">; onNarrow: (filters: AuditFilters) => void };

/** Lists can name hundreds of records. The CSV file has all. */
const most = 10;

/** The records of an entry. Each button filters by that record. */
function Subjects({ entry: { subjectIds }, onNarrow }: SubjectsProps) {
  if (subjectIds.length === 0) return null;
  const more = subjectIds.length - most;
  return (
    <Stack gap={4} align="start">
      <Dimmed>{texts.affected(subjectIds.length)}</Dimmed>
      {subjectIds.slice(0, most).map((subjectId) => (
        <TextButton
          key={subjectId}
          label={subjectId}
          name={texts.allAbout(subjectId)}
          ff="monospace"
          maw="100%"
          h="auto"
          ta="start"
          styles={{ label: { whiteSpace: "normal", overflowWrap: "anywhere" } }}
          onClick={() => onNarrow({ subjectId })}
        />
      ))}
      {more > 0 ? <Text size="sm">{texts.moreInFile(formatNumber(more))}</Text> : null}
    </Stack>
  );
}
