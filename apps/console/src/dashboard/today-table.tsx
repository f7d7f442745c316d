import { usePermissions } from "../session/use-practice.ts";
import { deedLabels, nounOf, recordLabels, recordNouns } from "./labels.ts";
import { NumberLink, PlainCount } from "./number-link.tsx";
import { NumberTable } from "./number-table.tsx";
import { type DeedKind, deedKinds, type RecordName, recordNames, type Today } from "./statistics.ts";

/** A number leads to the list in which what was counted stands first, where there is one. */
export function TodayTable({ today }: { today: Today }) {
  const rows = recordNames.map((record) => ({
    key: record,
    name: recordLabels[record],
    cells: deedKinds.map((kind) => (
      <Deed key={kind} record={record} kind={kind} count={today[record][kind]} />
    )),
  }));
  return (
    <NumberTable
      label="What happened today"
      columns={["What", ...deedKinds.map((kind) => deedLabels[kind])]}
      rows={rows}
    />
  );
}

type DeedProps = { record: RecordName; kind: DeedKind; count: number };

function Deed({ record, kind, count }: DeedProps) {
  const may = usePermissions();
  const of = `${nounOf(count, recordNouns[record])} ${kind}`;
  if (record === "patients") {
    if (kind === "added") return <NumberLink to="/patients" count={count} of={of} />;
    if (kind === "changed")
      return <NumberLink to="/patients" search={{ sort: "updated" }} count={count} of={of} />;
    if (kind === "removed" && may("patient:remove"))
      return <NumberLink to="/patients/removed" count={count} of={of} />;
  }
  if (record === "doctors") {
    if (kind === "added")
      return <NumberLink to="/doctors" search={{ sort: "newest" }} count={count} of={of} />;
    if (kind === "changed")
      return <NumberLink to="/doctors" search={{ sort: "updated" }} count={count} of={of} />;
    if (kind === "removed" && may("doctor:remove"))
      return <NumberLink to="/doctors/removed" count={count} of={of} />;
  }
  return <PlainCount count={count} />;
}
