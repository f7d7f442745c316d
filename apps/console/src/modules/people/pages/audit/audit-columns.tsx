import type { AuditEntry } from "@caretype/client";
import { Badge } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { Fragment } from "react";
import type { Column } from "../../../../kit/table/column.ts";
import type { FoldedRow } from "../../../../kit/table/fold-rows.ts";
import { RowButton } from "../../../../kit/table/row-button.tsx";
import { dateFormat, formatNumber, shortTime } from "../../../../words/format/format.ts";
import { Name } from "../../../../words/format/name.tsx";
import { zonedDate } from "../../../../words/format/zoned-date.ts";
import { Actor } from "./actor.tsx";
import classes from "./audit-columns.module.css";
import { describeRow } from "./fold-entries.ts";
import { texts as auditTexts, records as recordNameTexts, columns as texts } from "./texts.en.ts";
import { type NamedRecord, namedIds, type RecordNames } from "./use-record-names.ts";

type Row = FoldedRow<AuditEntry>;

type ColumnOptions = {
  names: RecordNames;
  onShow: (entry: AuditEntry) => void;
  onToggle: (key: string) => void;
};

export const auditColumns = ({ names, onShow, onToggle }: ColumnOptions): Column<Row>[] => [
  {
    header: texts.when,
    track: "min(9.5rem, 34cqi)",
    cell: (row) => (
      <div className={classes.when}>
        <WhenCell row={row} onShow={onShow} onToggle={onToggle} />
      </div>
    ),
  },
  {
    header: texts.who,
    track: "minmax(110px, 2fr)",
    isWideOnly: true,
    cell: ({ key, entry }) => (
      <span id={`who-${key}`} className={classes.who}>
        <Actor entry={entry} />
      </span>
    ),
  },
  {
    header: texts.what,
    track: "minmax(150px, 3fr)",
    cell: (row) => <ActionCell row={row} names={names} />,
  },
  {
    header: texts.record,
    track: "minmax(110px, 2fr)",
    isWideOnly: true,
    cell: (row) => (
      <span id={`record-${row.key}`} className={classes.who}>
        <RecordsOf entry={readBy(row)} names={names} />
      </span>
    ),
  },
  {
    header: texts.outcome,
    track: "minmax(100px, 1fr)",
    isWideOnly: true,
    cell: ({ entry }) => <Outcome entry={entry} />,
  },
  {
    header: texts.from,
    track: "minmax(90px, 1fr)",
    isWideOnly: true,
    cell: ({ entry: { address } }) => address,
  },
];

type WhenCellProps = Pick<ColumnOptions, "onShow" | "onToggle"> & { row: Row };

/** A row's button is named by its cells, as many rows have the same time. */
const cellsOf = (key: string) => ["when", "what", "who", "record"].map((cell) => `${cell}-${key}`).join(" ");

/** The time. Pressing it opens the entry, or expands the row. */
function WhenCell({ row: { key, entry, fold, isNested }, onShow, onToggle }: WhenCellProps) {
  const time = formatShort(entry.at);
  const named = { id: `when-${key}`, "aria-labelledby": cellsOf(key) };
  if (!fold)
    return (
      <span className={isNested ? classes.nested : undefined}>
        <RowButton {...named} aria-haspopup="dialog" onClick={() => onShow(entry)}>
          {time}
        </RowButton>
      </span>
    );
  const Chevron = fold.isOpen ? IconChevronDown : IconChevronRight;
  return (
    <RowButton {...named} aria-expanded={fold.isOpen} onClick={() => onToggle(key)}>
      <span className={classes.fold}>
        {time}
        <Chevron size={16} aria-hidden />
      </span>
    </RowButton>
  );
}

/** The action; on narrow screens also the actor and the records. */
const ActionCell = ({ row, names }: { row: Row; names: RecordNames }) => (
  <>
    <span id={`what-${row.key}`} className={classes.action}>
      {describeRow(row)}
    </span>
    <span className={classes.by}>
      <Actor entry={row.entry} />
      <RecordsOf entry={readBy(row)} names={names} before=" · " />
    </span>
  </>
);

const withYear = dateFormat({ dateStyle: "short", timeStyle: "short" });
const withoutYear = dateFormat({ day: "numeric", month: "short", ...shortTime });

/** In the user's time zone; without the current year. */
function formatShort(instant: string): string {
  const date = new Date(instant);
  const isThisYear = zonedDate(date).getFullYear() === zonedDate(new Date()).getFullYear();
  return (isThisYear ? withoutYear : withYear).format(date);
}

function outcomeOf({ outcome, effect }: Pick<AuditEntry, "outcome" | "effect">) {
  if (effect === "replayed") return "repeated";
  if (outcome !== "ok") return "refused";
  return effect === "done" ? "done" : "unchanged";
}

export const outcomeText = (entry: Pick<AuditEntry, "outcome" | "effect">): string =>
  auditTexts.outcomes[outcomeOf(entry)];

function Outcome({ entry }: { entry: AuditEntry }) {
  const outcome = outcomeOf(entry);
  if (outcome === "done") return outcomeText(entry);
  return (
    <Badge variant={outcome === "refused" ? "outline" : "default"} color="red">
      {outcomeText(entry)}
    </Badge>
  );
}

const erased = {
  patient: recordNameTexts.erasedPatient,
  doctor: recordNameTexts.erasedDoctor,
  account: recordNameTexts.erasedAccount,
};

/** The name of a record. Removed and erased records are marked. */
function RecordName({ record: { type, name, state } }: { record: NamedRecord }) {
  if (name === null) return state === "erased" ? erased[type] : null;
  return state === "removed" ? recordNameTexts.removed(name) : <Name>{name}</Name>;
}

/** The records of an entry, or of all entries folded into one row. */
const readBy = ({ entry, fold }: Row): Pick<AuditEntry, "subjectIds"> =>
  fold ? { subjectIds: [...new Set(fold.entries.flatMap(({ subjectIds }) => subjectIds))] } : entry;

type RecordsProps = { entry: Pick<AuditEntry, "subjectIds">; names: RecordNames; before?: string };

/** The people an entry concerns: `Ann Lee, Dr. Bo Ray`, or `Ann Lee and 49 more` for a list. */
function RecordsOf({ entry, names, before = "" }: RecordsProps) {
  const ids = namedIds(entry);
  const shown = ids.flatMap((id) => names.get(id) ?? []);
  if (shown.length === 0) return null;
  const more = entry.subjectIds.length - ids.length;
  return (
    <>
      {before}
      {shown.map((record, index) => (
        <Fragment key={record.id}>
          {index === 0 ? null : ", "}
          <RecordName record={record} />
        </Fragment>
      ))}
      {more > 0 ? recordNameTexts.more(formatNumber(more)) : null}
    </>
  );
}
