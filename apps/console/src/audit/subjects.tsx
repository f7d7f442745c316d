import type { AuditEntry } from "@caretype/client";
import { Button, Stack, Text } from "@mantine/core";
import type { AuditFilters } from "./audit-filters.ts";

type SubjectsProps = {
  entry: Pick<AuditEntry, "subjectIds">;
  onNarrow: (filters: AuditFilters) => void;
};

/** A list names hundreds: all of them are in the file. */
const most = 10;

/** The records that an entry names, each a way to all that was done to it. */
export function Subjects({ entry: { subjectIds }, onNarrow }: SubjectsProps) {
  if (subjectIds.length === 0) return null;
  const more = subjectIds.length - most;
  return (
    <Stack gap={4} align="start">
      <Text size="sm" c="dimmed">
        {subjectIds.length === 1
          ? "The record that it was about"
          : `The ${subjectIds.length} records that it was about`}
      </Text>
      {subjectIds.slice(0, most).map((subjectId) => (
        <Button
          key={subjectId}
          variant="subtle"
          size="compact-sm"
          ff="monospace"
          maw="100%"
          h="auto"
          ta="start"
          styles={{ label: { whiteSpace: "normal", overflowWrap: "anywhere" } }}
          aria-label={`All about the record ${subjectId}`}
          onClick={() => onNarrow({ subjectId })}
        >
          {subjectId}
        </Button>
      ))}
      {more > 0 ? <Text size="sm">and {more} more, which the CSV file names</Text> : null}
    </Stack>
  );
}
