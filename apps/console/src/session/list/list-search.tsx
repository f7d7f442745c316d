import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { keyProps } from "../../kit/keys/key-props.ts";
import { texts as tableTexts } from "../../kit/table/texts.en.ts";
import { commonTexts } from "../../words/common/common.ts";
import { useMe } from "../client/use-practice.ts";
import { keepSearch, keptSearch } from "./searches.ts";

type ListSearchFieldProps = {
  search: ListSearch;
  placeholder: string;
  /** Moves the focus to the results, by Arrow Down. */
  onLeave: () => void;
};

/**
 * Searches while typing.
 * Enter searches at once, Arrow Down moves to the rows, Escape clears.
 */
export function ListSearchField({
  search: { text, change, flush },
  placeholder,
  onLeave,
}: ListSearchFieldProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") flush();
    else if (event.key === "ArrowDown") onLeave();
    else if (event.key === "Escape") change("");
    else return;
    event.preventDefault();
  };
  return (
    <TextInput
      label={commonTexts.search}
      placeholder={placeholder}
      spellCheck={false}
      maxLength={100}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={press}
      {...keyProps("search")}
      rightSection={
        text ? <CloseButton size="sm" aria-label={tableTexts.clearSearch} onClick={() => change("")} /> : null
      }
    />
  );
}

const pauseMs = 250;

export type ListSearch = {
  text: string;
  /** The debounced text. */
  searched: string;
  /** Its id, for links back to the list. */
  kept: string | undefined;
  change: (text: string) => void;
  flush: () => void;
  /** Clears the search and sets the filters. */
  clear: (filters: object) => void;
};

/**
 * The text of a list's search. Stored in this tab so that Back restores it. Not in the address, as that appears in
 * logs and on the screen. Hidden from other accounts.
 */
export function useListSearch(): ListSearch {
  const { id } = useMe();
  const navigate = useNavigate();
  const kept = useRouterState({ select: ({ location }) => location.state.search });
  const searched = keptSearch(id, kept);
  const [text, setText] = useState(searched);
  const sent = useRef(searched);
  useEffect(() => {
    if (searched === sent.current) return;
    sent.current = searched;
    setText(searched);
  }, [searched]);
  const go = (search: string, filters: object | true) => {
    sent.current = search;
    const keeping = keepSearch(id, search);
    void navigate({
      to: ".",
      search: filters,
      replace: true,
      resetScroll: false,
      state: (before) => ({ ...before, search: keeping }),
    });
  };
  const send = useDebouncedCallback((typed: string) => {
    if (typed.trim() !== sent.current) go(typed.trim(), true);
  }, pauseMs);
  const change = (typed: string) => {
    setText(typed);
    send(typed);
  };
  const clear = (filters: object) => {
    send.cancel();
    setText("");
    go("", filters);
  };
  return { text, searched, kept, change, flush: send.flush, clear };
}
