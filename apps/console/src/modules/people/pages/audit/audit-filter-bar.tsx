import type { AccountId } from "@caretype/client";
import { actions as knownActions } from "@caretype/core/people/audit/report/action-descriptions";
import { NativeSelect, Select, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FilterBar } from "../../../../kit/table/filter-bar.tsx";
import { TextButton } from "../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../session/client/api.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { texts as listTexts } from "../../../../words/list/texts.en.ts";
import { useNames } from "../../records/care-team/use-names.ts";
import { type AuditFilters, countFilters } from "./audit-filters.ts";
import { actionText } from "./entry-text.ts";
import { PeriodFilter } from "./period-filter.tsx";
import { RecordFilter } from "./record-filter.tsx";
import { texts as auditTexts, filters as texts } from "./texts.en.ts";

type AuditFilterBarProps = { filters: AuditFilters; onChange: (filters: AuditFilters) => void };

const orders = [
  { value: "newest", label: texts.newest },
  { value: "oldest", label: texts.oldest },
];

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
          <TextButton
            label={commonTexts.clearFilters(count)}
            onClick={() => onChange({ ...(sort && { sort }), ...(technical && { technical }) })}
          />
        ) : null
      }
    >
      <AccountFilter accountId={filters.accountId} onChange={(accountId) => change({ accountId })} />
      <Select
        label={auditTexts.columns.what}
        placeholder={texts.anything}
        searchable
        clearable
        clearButtonProps={{ "aria-label": texts.anything }}
        nothingFoundMessage={texts.noMatch}
        maxDropdownHeight={360}
        comboboxProps={{ width: 380, position: "bottom-start" }}
        data={options}
        value={filters.action ?? null}
        onChange={(value) => ((action) => change({ action }))(value ?? undefined)}
      />
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
      <Switch
        label={auditTexts.showTechnical}
        checked={technical ?? false}
        onChange={({ currentTarget: { checked } }) => change({ technical: checked || undefined })}
      />
    </FilterBar>
  );
}

const words: Record<string, string> = auditTexts.outcomeOptions;

function outcomeOptions(chosen: string | undefined): { value: string; label: string }[] {
  const known = Object.entries(words).map(([value, label]) => ({ value, label }));
  const other = chosen && !Object.hasOwn(words, chosen) ? [{ value: chosen, label: chosen }] : [];
  return [{ value: "", label: auditTexts.filters.anyOutcome }, ...known, ...other];
}

const labels: Record<string, string> = auditTexts.features;

const actions = knownActions();
const featureOf = (action: string) => action.split(".")[0] ?? "";
const features = [...new Set(actions.map(featureOf))];

/** Actions with the same description also show their procedure name. */
function optionOf(action: string) {
  const words = actionText(action, "practice");
  const isAlone = actions.every((other) => other === action || actionText(other, "practice") !== words);
  return { value: action, label: isAlone ? words : `${words} (${action})` };
}

const options = features.map((feature) => ({
  group: labels[feature] ?? listTexts.get(feature)?.many ?? feature,
  items: actions.filter((action) => featureOf(action) === feature).map(optionOf),
}));

type AccountFilterProps = {
  accountId: AccountId | undefined;
  onChange: (accountId: AccountId | undefined) => void;
};

const most = { limit: 200 };

function AccountFilter({ accountId, onChange }: AccountFilterProps) {
  // Loads on opening, as each read would add audit entries.
  const [isOpened, setOpened] = useState(false);
  const asked = { enabled: isOpened };
  const members = useQuery(api.member.list.queryOptions(most, asked)).data?.items ?? [];
  const keys = useQuery(api.apiKey.list.queryOptions(most, asked)).data?.items ?? [];
  const { known } = useNames(accountId ? [accountId] : []);
  const people = members.map(({ accountId: value, name, email }) => ({
    value,
    label: name === email ? name : `${name} (${email})`,
  }));
  const programs = keys.map(({ accountId: value, name, hint }) => ({ value, label: `${name} (${hint}…)` }));
  const isListed = [...people, ...programs].some(({ value }) => value === accountId);
  const other =
    accountId && !isListed ? [{ value: accountId, label: known.get(accountId) ?? accountId }] : [];
  return (
    <Select
      label={auditTexts.columns.who}
      placeholder={texts.anybody}
      searchable
      clearable
      clearButtonProps={{ "aria-label": texts.anybody }}
      comboboxProps={{ width: 320, position: "bottom-start" }}
      nothingFoundMessage={texts.noMatch}
      onDropdownOpen={() => setOpened(true)}
      data={[
        ...(other.length > 0 ? [{ group: texts.others, items: other }] : []),
        ...(people.length > 0 ? [{ group: texts.members, items: people }] : []),
        ...(programs.length > 0 ? [{ group: texts.apiKeys, items: programs }] : []),
      ]}
      value={accountId ?? null}
      onChange={(value) => onChange(value ?? undefined)}
    />
  );
}
