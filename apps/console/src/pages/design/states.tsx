import { Button, Skeleton } from "@mantine/core";
import { PartMissing } from "../../kit/connection/load-code.ts";
import { EmptyState } from "../../kit/notice/empty-state.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { QueryStates } from "../../kit/page/query-states.tsx";
import type { Column } from "../../kit/table/column.ts";
import { RecordTable } from "../../kit/table/record-table.tsx";
import { RowButton } from "../../kit/table/row-button.tsx";

type Person = { name: string; born: string; phone: string };

const people: readonly Person[] = [
  { name: "Amara Abara", born: "14 Jan 1932 (94)", phone: "+43 1 555 1000" },
  { name: "Zoë Őri", born: "1 Nov 1971 (55)", phone: "+43 1 555 1111" },
];

const columns: readonly Column<Person>[] = [
  {
    id: "name",
    header: "Name",
    cell: ({ name }) => <RowButton>{name}</RowButton>,
    track: "minmax(120px, 2fr)",
    sort: { direction: "ascending", onChange: () => undefined },
  },
  { id: "born", header: "Born", cell: ({ born }) => born, track: "minmax(130px, 1fr)" },
  { id: "phone", header: "Phone", cell: ({ phone }) => phone, track: "minmax(130px, 1fr)", isWideOnly: true },
];

const nameOf = ({ name }: Person) => name;

export const Tables = () => (
  <>
    <RecordTable label="People" columns={columns} rows={people} rowKey={nameOf} />
    <RecordTable label="People who load" columns={columns} rows={[]} rowKey={nameOf} isLoading />
  </>
);

const pending = { data: undefined, isError: false, error: null, refetch: () => undefined };

export const States = () => (
  <>
    <EmptyState title="There are no doctors yet" actions={<Button>Add doctor</Button>}>
      You can assign patients to the doctors of the directory.
    </EmptyState>
    <QueryStates query={pending} skeleton={<Skeleton h={80} />}>
      {() => null}
    </QueryStates>
    <ErrorNotice error={new PartMissing("missing")} onRetry={() => undefined} />
  </>
);
