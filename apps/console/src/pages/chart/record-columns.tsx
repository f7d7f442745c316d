import { noneKnownText } from "@caretype/api/allergy/schema";
import { statementCodes, statements } from "@caretype/api/chart/statements";
import type { PatientId, TimelineItem } from "@caretype/client";
import { Badge, Group, Text } from "@mantine/core";
import { lazyPart } from "../../kit/connection/load-code.ts";
import type { Column } from "../../kit/table/column.ts";
import { RowButton } from "../../kit/table/row-button.tsx";
import { Dimmed } from "../../kit/theme/dimmed.tsx";
import { texts } from "../../records/clinical/chart/texts.en.ts";
import { texts as encounterTexts } from "../../records/encounter/texts.en.ts";
import { recordedValue, titleOf } from "../../records/note/timeline-item.ts";
import { RestrictIcon } from "../../records/restriction/restrict-button.tsx";
import { type RestrictableRecord, RestrictedBadge } from "../../records/restriction/restricted.tsx";
import { texts as restrictionTexts } from "../../records/restriction/texts.en.ts";
import type { PracticeTime } from "../../session/practice-time/practice-time.ts";
import { formatPartialDate } from "../../words/format/format.ts";
import { Name } from "../../words/format/name.tsx";
import classes from "./record-columns.module.css";

// Reads Markdown, which a chart without notes does not need.
const NoteBeginning = lazyPart(() => import("../../records/note/note-beginning.tsx"), "NoteBeginning");

/** A record, and its title. */
export type AskedRecord = { record: RestrictableRecord; label: string };

type RecordColumns = {
  patientId: PatientId;
  time: PracticeTime;
  /** Asks who reads a record. */
  onAsk: (asked: AskedRecord) => void;
  /** Shows an encounter or a note. */
  onOpen: (item: TimelineItem) => void;
};

/** What a list of records shows: the title with its value, and below the time. With little width, also the kind. */
export const recordColumns = ({ patientId, time, onAsk, onOpen }: RecordColumns): Column<TimelineItem>[] => [
  {
    header: texts.record,
    track: "minmax(0, 1fr)",
    cell: (item) => (
      <RecordCell item={item} record={restrictable(item, patientId)} time={time} onOpen={onOpen} />
    ),
  },
  {
    header: texts.kind,
    track: "160px",
    isWideOnly: true,
    cell: ({ kind }) => <Badge>{texts.kinds[kind]}</Badge>,
  },
  {
    header: restrictionTexts.column,
    track: "56px",
    cell: (item) => {
      const record = restrictable(item, patientId);
      const label = restrictionTexts.recordOf(shownTitle(item), whenOf(item, time));
      return record && <RestrictIcon record={record} label={label} onAsk={() => onAsk({ record, label })} />;
    },
  },
];

/** A day, a month or a year has no time. */
const whenOf = ({ on, at }: TimelineItem, time: PracticeTime): string =>
  on === null ? time.dayAndTime(at) : formatPartialDate(on);

/** Allergies cannot be restricted: who prescribes has to see them. */
const restrictable = (
  { kind, id, encounterId }: TimelineItem,
  patientId: PatientId,
): RestrictableRecord | null => (kind === "allergy" ? null : { id, patientId, encounterId });

/** All others are in the column of what the patient has. */
const isOpened = ({ kind }: TimelineItem) => kind === "encounter" || kind === "note";

type RecordCellProps = Pick<RecordColumns, "time" | "onOpen"> & {
  item: TimelineItem;
  record: RestrictableRecord | null;
};

function RecordCell({ item, record, time, onOpen }: RecordCellProps) {
  const { kind, amended } = item;
  const title = shownTitle(item);
  const value = recordedValue(item);
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <Text span inherit fw={500} truncate>
          {isOpened(item) ? (
            <RowButton
              aria-label={encounterTexts.openOf(`${title}, ${whenOf(item, time)}`)}
              onClick={() => onOpen(item)}
            >
              <Name>{title}</Name>
            </RowButton>
          ) : (
            <Name>{title}</Name>
          )}
        </Text>
        {amended && (
          <Badge color="yellow" className={classes.badge}>
            {texts.amended[amended]}
          </Badge>
        )}
        {value && (
          <Text span size="sm" truncate className={classes.value}>
            {kind === "note" ? <NoteBeginning text={value} /> : <Name>{value}</Name>}
          </Text>
        )}
        {record && (
          <span className={classes.badge}>
            <RestrictedBadge record={record} />
          </span>
        )}
      </Group>
      <Dimmed truncate>
        <span className={classes.kind}>{texts.kinds[kind]} · </span>
        {whenOf(item, time)}
      </Dimmed>
    </>
  );
}

/** The statement that none is known is the console's own words, too. */
function shownTitle(item: TimelineItem): string {
  if (item.kind === "allergy" && item.title === noneKnownText) return texts.noneKnown;
  const code = statementCodes.find((each) => statements[each].text === item.title);
  return code ? texts.noneOf[code] : titleOf(item);
}
