import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../../session/client/api.ts";
import type { CodeEntry } from "./codes.ts";
import type { CodedField } from "./use-code-rule.ts";

/** Debounce while typing. */
const pauseMs = 250;
/** The API takes no longer text. */
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
  /** Searches what the field offers. Undefined: all code systems. */
  field: CodedField | undefined;
};

/** Finds codes by words or parts of words, as one types. */
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
