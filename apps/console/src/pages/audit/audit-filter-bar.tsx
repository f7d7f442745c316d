import { Button, NativeSelect } from "@mantine/core";
import { FilterBar } from "../../kit/table/filter-bar.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { AccountFilter } from "./account-filter.tsx";
import { ActionFilter } from "./action-filter.tsx";
import { type AuditFilters, countFilters } from "./audit-filters.ts";
import { outcomeOptions } from "./outcome-labels.ts";
import { PeriodFilter } from "./period-filter.tsx";
import { RecordFilter } from "./record-filter.tsx";
import { texts as auditTexts } from "./texts.en.ts";

type AuditFilterBarProps = { filters: AuditFilters; onChange: (filters: AuditFilters) => void };

const texts = auditTexts.filters;

const orders = [
  { value: "newest", label: texts.newest },
  { value: "oldest", label: texts.oldest },
];

/** Filters and order of the entries. */
export function AuditFilterBar({ filters, onChange }: AuditFilterBarProps) {
  const change = (changes: { [Name in keyof AuditFilters]?: AuditFilters[Name] | undefined }) =>
    onChange({ ...filters, ...changes } as AuditFilters);
  const { sort, technical } = filters;
  const count = countFilters(filters);
  return (
    <FilterBar
      count={count}
      after={
        count > 0 ? (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => onChange({ ...(sort && { sort }), ...(technical && { technical }) })}
          >
            {commonTexts.clearFilters(count)}
          </Button>
        ) : null
      }
    >
      <AccountFilter accountId={filters.accountId} onChange={(accountId) => change({ accountId })} />
      <ActionFilter action={filters.action} onChange={(action) => change({ action })} />
      <RecordFilter subjectId={filters.subjectId} onChange={(subjectId) => change({ subjectId })} />
      <NativeSelect
        label={auditTexts.columns.outcome}
        data={outcomeOptions(filters.outcome)}
        value={filters.outcome ?? ""}
        onChange={({ currentTarget: { value } }) => change({ outcome: value || undefined })}
      />
      <PeriodFilter period={{ from: filters.from, until: filters.until }} onChange={change} />
      <NativeSelect
        label={texts.order}
        data={orders}
        value={sort ?? "newest"}
        onChange={({ currentTarget: { value } }) => change({ sort: value === "oldest" ? value : undefined })}
      />
    </FilterBar>
  );
}
