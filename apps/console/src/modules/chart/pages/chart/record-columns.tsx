import { noneKnownText } from "@caretype/chart/allergy/schema";
import { statementCodes, statements } from "@caretype/chart/clinical/statements";
import type { PatientId, TimelineItem } from "@caretype/client";
import { Badge, Group, Text } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import type { Column } from "../../../../kit/table/column.ts";
import type { FoldedRow } from "../../../../kit/table/fold-rows.ts";
import { RowButton } from "../../../../kit/table/row-button.tsx";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import type { PracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { formatPartialDate } from "../../../../words/format/format.ts";
import { FactList, Name } from "../../../../words/format/name.tsx";
import { texts } from "../../records/clinical/chart/texts.en.ts";
import { texts as encounterTexts } from "../../records/encounter/texts.en.ts";
import { recordedValue, titleOf } from "../../records/note/timeline-item.ts";
import { RestrictIcon } from "../../records/restriction/restrict-button.tsx";
import { type RestrictableRecord, RestrictedBadge } from "../../records/restriction/restricted.tsx";
import { texts as restrictionTexts } from "../../records/restriction/texts.en.ts";
import classes from "./record-columns.module.css";

// Renders Markdown, which a chart without notes does not need.
const NoteBeginning = lazyPart(() => import("../../records/note/note-beginning.tsx"), "NoteBeginning");

export type AskedRecord = { record: RestrictableRecord; label: string };

type RecordColumns = {
  patientId: PatientId;
  time: PracticeTime;
  /** Shows who read the record. */
  onAsk: (asked: AskedRecord) => void;
  onOpen: (item: TimelineItem) => void;
  /** Expands or folds a row's observations. */
  onToggle: (key: string) => void;
};

type Row = FoldedRow<TimelineItem>;

/** The columns: title with value, and time below. On narrow screens, also the kind. */
export const recordColumns = ({ patientId, time, onAsk, onOpen, onToggle }: RecordColumns): Column<Row>[] => [
  {
    header: texts.record,
    track: "minmax(0, 1fr)",
    cell: (row) =>
      row.fold ? (
        <FoldCell row={row} entries={row.fold.entries} time={time} onToggle={onToggle} />
      ) : (
        <div className={row.isNested ? classes.nested : undefined}>
          <RecordCell
            item={row.entry}
            record={restrictable(row.entry, patientId)}
            time={time}
            onOpen={onOpen}
          />
        </div>
      ),
  },
  {
    header: texts.kind,
    track: "160px",
    isWideOnly: true,
    cell: ({ entry }) => <Badge>{texts.kinds[entry.kind]}</Badge>,
  },
  {
    header: restrictionTexts.column,
    track: "56px",
    cell: ({ entry, fold }) => {
      const record = fold ? null : restrictable(entry, patientId);
      const label = restrictionTexts.recordOf(shownTitle(entry), whenOf(entry, time));
      return (
        record && (
          <span className={classes.restrict}>
            <RestrictIcon record={record} label={label} onAsk={() => onAsk({ record, label })} />
          </span>
        )
      );
    },
  },
];

/** A day, a month or a year has no time. */
const whenOf = ({ on, at }: TimelineItem, time: PracticeTime): string =>
  on === null ? time.dayAndTime(at) : formatPartialDate(on);

/** Allergies cannot be restricted: prescribers must see them. */
const restrictable = (
  { kind, id, encounterId }: TimelineItem,
  patientId: PatientId,
): RestrictableRecord | null => (kind === "allergy" ? null : { id, patientId, encounterId });

/** Others are shown among the current records. */
const isOpened = ({ kind }: TimelineItem) => kind === "encounter" || kind === "note";

type FoldCellProps = Pick<RecordColumns, "time" | "onToggle"> & {
  row: Row;
  entries: readonly TimelineItem[];
};

/** Observations measured together, in one row. */
function FoldCell({ row: { key, entry, fold }, entries, time, onToggle }: FoldCellProps) {
  const title = texts.observations(entries.length);
  const Chevron = fold?.isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <RowButton
          aria-label={`${title}, ${whenOf(entry, time)}`}
          aria-expanded={fold?.isOpen}
          onClick={() => onToggle(key)}
        >
          {title} <Chevron size={14} aria-hidden />
        </RowButton>
        <Text span size="sm" truncate>
          <FactList facts={entries.map((each) => `${shownTitle(each)} ${recordedValue(each)}`)} />
        </Text>
      </Group>
      <Dimmed truncate>{whenOf(entry, time)}</Dimmed>
    </>
  );
}

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

/** "None known" statements are stored in English, and translated here. */
function shownTitle(item: TimelineItem): string {
  if (item.kind === "allergy" && item.title === noneKnownText) return texts.noneKnown;
  const code = statementCodes.find((each) => statements[each].text === item.title);
  return code ? texts.noneOf[code] : titleOf(item);
}
