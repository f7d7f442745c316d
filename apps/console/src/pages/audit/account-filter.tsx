import type { AccountId } from "@caretype/client";
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNames } from "../../records/care-team/use-names.ts";
import { api } from "../../session/client/api.ts";
import { texts as auditTexts } from "./texts.en.ts";

const texts = auditTexts.filters;

type AccountFilterProps = {
  accountId: AccountId | undefined;
  onChange: (accountId: AccountId | undefined) => void;
};

const most = { limit: 200 };

/** Filters by account: a member, an API key, or the one in the address. */
export function AccountFilter({ accountId, onChange }: AccountFilterProps) {
  // Loads on opening, as each read would add audit entries.
  const [isOpened, setOpened] = useState(false);
  const asked = { enabled: isOpened };
  const members = useQuery(api.member.list.queryOptions(most, asked)).data?.items ?? [];
  const keys = useQuery(api.apiKey.list.queryOptions(most, asked)).data?.items ?? [];
  const names = useNames(accountId ? [accountId] : []);
  const people = members.map(({ accountId: value, name, email }) => ({
    value,
    label: name === email ? name : `${name} (${email})`,
  }));
  const programs = keys.map(({ accountId: value, name, hint }) => ({ value, label: `${name} (${hint}…)` }));
  const isListed = [...people, ...programs].some(({ value }) => value === accountId);
  const other =
    accountId && !isListed ? [{ value: accountId, label: names.get(accountId) ?? accountId }] : [];
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
