import { noneKnownText } from "@caretype/api/allergy/schema";
import type { PatientId, TimelineItem } from "@caretype/client";
import { Badge, Group, Text } from "@mantine/core";
import type { Column } from "../../kit/table/column.ts";
import { RowButton } from "../../kit/table/row-button.tsx";
import { texts } from "../../records/clinical/chart/texts.en.ts";
import { chosenIn, chosenLabel, labelIn } from "../../records/clinical/options.ts";
import { texts as encounterTexts } from "../../records/encounter/texts.en.ts";
import { RestrictIcon } from "../../records/restriction/restrict-button.tsx";
import { type RestrictableRecord, RestrictedBadge } from "../../records/restriction/restricted.tsx";
import { texts as restrictionTexts } from "../../records/restriction/texts.en.ts";
import { withUnit } from "../../records/unit/units.ts";
import { labelOf } from "../../records/vital-sign/label-of.ts";
import type { PracticeTime } from "../../session/practice-time/practice-time.ts";
import { formatPartialDate } from "../../words/format/format.ts";
import { Name } from "../../words/format/name.tsx";
import classes from "./record-columns.module.css";

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

/** What a list of records shows. A narrow screen has a line for the time, and one for the value or else the kind. */
export const recordColumns = ({ patientId, time, onAsk, onOpen }: RecordColumns): Column<TimelineItem>[] => [
  {
    id: "record",
    header: texts.record,
    track: "minmax(0, 1fr)",
    cell: (item) => (
      <RecordCell item={item} record={restrictable(item, patientId)} time={time} onOpen={onOpen} />
    ),
  },
  {
    id: "kind",
    header: texts.kind,
    track: "160px",
    isWideOnly: true,
    cell: ({ kind }) => <Badge variant="light">{texts.kinds[kind]}</Badge>,
  },
  {
    id: "restriction",
    header: restrictionTexts.column,
    track: "56px",
    cell: (item) => {
      const record = restrictable(item, patientId);
      const label = restrictionTexts.recordOf(titleOf(item), whenOf(item, time));
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
  const title = titleOf(item);
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
          <Badge variant="light" color="yellow" className={classes.badge}>
            {texts.amended[amended]}
          </Badge>
        )}
        {record && (
          <span className={classes.badge}>
            <RestrictedBadge record={record} />
          </span>
        )}
      </Group>
      <Text size="sm" c="dimmed" truncate className={classes.line}>
        {/* First, as a narrow line is cut at its end. */}
        {value === null ? null : (
          <span className={classes.value}>
            <Name>{value}</Name>
            <span className={classes.between}> · </span>
          </span>
        )}
        <span className={classes.kind} data-alone={value === null}>
          {texts.kinds[kind]}
          <span className={classes.between}> · </span>
        </span>
        <span>{whenOf(item, time)}</span>
      </Text>
    </>
  );
}

/** In the reader's language, as far as it is the console's own words. */
function titleOf({ kind, title, coding }: TimelineItem): string {
  if (kind === "encounter")
    return labelIn(encounterTexts.classes, chosenIn(encounterTexts.classes, title)) ?? title;
  if (kind === "allergy" && title === noneKnownText) return texts.noneKnown;
  return kind === "observation" ? labelOf({ text: title, coding }) : title;
}

/** What a record says besides its title, or null. */
function recordedValue({ kind, text }: TimelineItem): string | null {
  if (kind === "encounter") return chosenLabel(encounterTexts.statuses, text ?? undefined);
  if (kind === "observation") return withUnitLabels(text ?? "");
  return kind === "note" ? (text ?? "") : null;
}

/** The value as it was recorded, with its units as people write them: `120 mmHg / 80 mmHg`. */
const withUnitLabels = (text: string): string =>
  text
    .split(" / ")
    .map((part) => {
      const [, number, unit] = /^((?:[<>]=?)?-?\d+(?:\.\d+)?) (\S+)$/.exec(part) ?? [];
      return number !== undefined && unit !== undefined ? withUnit(number, unit) : part;
    })
    .join(" / ");
