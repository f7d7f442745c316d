import type { RouterOutputs } from "@caretype/client";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import type { CodedField } from "../../../../records/record/field-view.ts";
import { api } from "../../../../session/client/api.ts";
import type { CodedText } from "./coded-text.ts";

/** What a field offers. `title`: the code system or value set. Null: any code. */
export type CodeRule = { mode: CodeField["mode"]; title: string | null };

/** Rules change rarely, and the page of codes refetches them. */
const fewMinutes = 5 * 60_000;

/** A field's rule. Without a field, any code is offered. Null while loading, or if the practice has no codes. */
export function useCodeRule(field: CodedField | null): CodeRule | null {
  const imported = useQuery(api.codes.list.queryOptions({ limit: 200 }, { staleTime: fewMinutes }));
  const latest = imported.data?.items.filter(({ isLatest }) => isLatest) ?? [];
  const hasCodes = latest.length > 0;
  const rules = useQuery(
    api.codes.fields.queryOptions(undefined, { staleTime: fewMinutes, enabled: hasCodes && field !== null }),
  );
  const rule = rules.data?.items.find((one) => one.field === field);
  if (field === null) return hasCodes ? { mode: "take", title: null } : null;
  if (!hasCodes || !rule) return null;
  const { mode, kind, uri } = rule;
  const offered = latest.find((one) => one.kind === kind && one.uri === uri);
  return { mode, title: offered?.title ?? uri };
}

/** Whether the chosen code is outside the field's rule. False while unknown. */
export function useIsOther(field: CodedField | null, rule: CodeRule | null, { coding }: CodedText): boolean {
  const isAsked = field !== null && coding !== null && rule !== null && rule.title !== null;
  const asked = isAsked && rule.mode !== "take" ? { field, system: coding.system, code: coding.code } : null;
  const check = useQuery(api.codes.check.queryOptions(asked ?? skipToken));
  return asked !== null && check.data?.isOffered === false;
}

const pauseMs = 250;
/** The API's limit. */
const longest = 200;

export type FoundCodes = {
  items: readonly CodeEntry[];
  isSearching: boolean;
  error: unknown;
  retry: () => void;
};

type Wanted = {
  /** Empty: no search. */
  typed: string;
  /** Searches the codes that the field offers. Undefined: all code systems. */
  field: CodedField | undefined;
};

export function useCodeSearch({ typed, field }: Wanted): FoundCodes {
  const words = typed.trim();
  const [wanted] = useDebouncedValue(words, pauseMs);
  const isWanted = words !== "" && wanted !== "" && wanted.length <= longest;
  const { data, isFetching, error, refetch } = useQuery(
    api.codes.search.queryOptions(
      { q: wanted, ...(field && { field }) },
      { enabled: isWanted, trpc: { abortOnUnmount: true }, placeholderData: keepPreviousData },
    ),
  );
  return {
    items: isWanted ? (data?.items ?? []) : [],
    isSearching: words !== wanted || isFetching,
    error,
    retry: () => void refetch(),
  };
}

/** What a field offers, and how other codes are treated. */
export type CodeField = RouterOutputs["codes"]["setField"];
export type CodeEntry = RouterOutputs["codes"]["byCode"];
export type Terminology = RouterOutputs["codes"]["start"];
