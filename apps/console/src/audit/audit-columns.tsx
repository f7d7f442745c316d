import type { AuditEntry } from "@caretype/client";
import { Badge } from "@mantine/core";
import { dateFormat, zonedDate } from "../shell/text/format.ts";
import type { Column } from "../table/column.ts";
import { RowButton } from "../table/row-button.tsx";
import { Actor } from "./actor.tsx";
import classes from "./audit-columns.module.css";

export const auditColumns = (onShow: (entry: AuditEntry) => void): Column<AuditEntry>[] => [
  {
    id: "at",
    header: "When",
    track: "152px",
    cell: (entry) => (
      <RowButton aria-haspopup="dialog" onClick={() => onShow(entry)}>
        {formatShort(entry.at)}
      </RowButton>
    ),
  },
  {
    id: "who",
    header: "Who",
    track: "minmax(110px, 2fr)",
    isWideOnly: true,
    cell: (entry) => (
      <span className={classes.who}>
        <Actor entry={entry} />
      </span>
    ),
  },
  { id: "what", header: "What", track: "minmax(150px, 3fr)", cell: (entry) => <ActionCell entry={entry} /> },
  {
    id: "effect",
    header: "Outcome",
    track: "minmax(110px, 120px)",
    isWideOnly: true,
    cell: (entry) => <Outcome entry={entry} />,
  },
  {
    id: "address",
    header: "From",
    track: "minmax(90px, 140px)",
    isWideOnly: true,
    cell: ({ address }) => address,
  },
];

/** The action; on narrow screens also the actor. */
const ActionCell = ({ entry }: { entry: AuditEntry }) => (
  <>
    <span className={classes.action}>{entry.what}</span>
    <span className={classes.by}>
      <Actor entry={entry} />
    </span>
  </>
);

const withYear = dateFormat({ dateStyle: "short", timeStyle: "short" });
const withoutYear = dateFormat({
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** In the reader's time zone; without the year if it is this year. */
function formatShort(instant: string): string {
  const date = new Date(instant);
  const isThisYear = zonedDate(date).getFullYear() === zonedDate(new Date()).getFullYear();
  return (isThisYear ? withoutYear : withYear).format(date);
}

/** The outcome in a word. */
export function outcomeText({ outcome, effect }: Pick<AuditEntry, "outcome" | "effect">): string {
  if (effect === "replayed") return "Repeated";
  if (outcome !== "ok") return "Refused";
  return effect === "done" ? "Done" : "No change";
}

function Outcome({ entry }: { entry: AuditEntry }) {
  const text = outcomeText(entry);
  if (text === "Done") return text;
  return (
    <Badge variant={text === "Refused" ? "outline" : "default"} color="red" tt="none">
      {text}
    </Badge>
  );
}
