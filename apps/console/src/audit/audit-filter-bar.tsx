import { Button, NativeSelect } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { useId } from "react";
import { auditTexts } from "../texts/audit.ts";
import { commonTexts } from "../texts/common.ts";
import { tableTexts } from "../texts/table.ts";
import { AccountFilter } from "./account-filter.tsx";
import { ActionFilter } from "./action-filter.tsx";
import classes from "./audit-entries.module.css";
import { type AuditFilters, countFilters } from "./audit-filters.ts";
import { outcomeOptions } from "./outcome-labels.ts";
import { PeriodFilter } from "./period-filter.tsx";
import { RecordFilter } from "./record-filter.tsx";

type AuditFilterBarProps = { filters: AuditFilters; onChange: (filters: AuditFilters) => void };

const texts = auditTexts.filters;

const orders = [
  { value: "newest", label: texts.newest },
  { value: "oldest", label: texts.oldest },
];

/** Filters and order of the entries; behind a button on narrow screens. */
export function AuditFilterBar({ filters, onChange }: AuditFilterBarProps) {
  const change = (changes: { [Name in keyof AuditFilters]?: AuditFilters[Name] | undefined }) =>
    onChange({ ...filters, ...changes } as AuditFilters);
  const count = countFilters(filters);
  const [isOpen, { toggle }] = useDisclosure();
  const id = useId();
  return (
    <search>
      <Button
        variant="default"
        className={classes.toggle}
        leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
      >
        {tableTexts.filters(count)}
      </Button>
      <div className={classes.filters} id={id} data-open={isOpen}>
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
          value={filters.sort ?? "newest"}
          onChange={({ currentTarget: { value } }) =>
            change({ sort: value === "oldest" ? value : undefined })
          }
        />
        {count > 0 ? (
          <Button
            variant="subtle"
            className={classes.clear}
            onClick={() =>
              onChange({
                ...(filters.sort && { sort: filters.sort }),
                ...(filters.technical && { technical: filters.technical }),
              })
            }
          >
            {commonTexts.clearFilters(count)}
          </Button>
        ) : null}
      </div>
    </search>
  );
}
