import type { AuditEntry } from "@caretype/client";
import { Button, Stack, Text } from "@mantine/core";
import { formatNumber } from "../../words/format/format.ts";
import type { AuditFilters } from "./audit-filters.ts";
import { texts as auditTexts } from "./texts.en.ts";

const texts = auditTexts.entry;

type SubjectsProps = {
  entry: Pick<AuditEntry, "subjectIds">;
  onNarrow: (filters: AuditFilters) => void;
};

/** Lists can name hundreds of records. The CSV file has all. */
const most = 10;

/** The records of an entry. Each button filters by that record. */
export function Subjects({ entry: { subjectIds }, onNarrow }: SubjectsProps) {
  if (subjectIds.length === 0) return null;
  const more = subjectIds.length - most;
  return (
    <Stack gap={4} align="start">
      <Text size="sm" c="dimmed">
        {texts.affected(subjectIds.length)}
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
          aria-label={texts.allAbout(subjectId)}
          onClick={() => onNarrow({ subjectId })}
        >
          {subjectId}
        </Button>
      ))}
      {more > 0 ? <Text size="sm">{texts.moreInFile(formatNumber(more))}</Text> : null}
    </Stack>
  );
}
