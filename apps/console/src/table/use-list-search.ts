import { useDebouncedCallback } from "@mantine/hooks";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useMe } from "../session/use-practice.ts";

/** A typist's pause. */
const pauseMs = 250;

export type ListSearch = {
  /** What stands in the field. */
  text: string;
  /** What is searched for: the same, after a pause. */
  searched: string;
  change: (text: string) => void;
  /** Searches at once. */
  flush: () => void;
  /** Searches for nothing any more, and sets what else the address says. */
  clear: (filters: object) => void;
};

/**
 * What is typed into a list's search. It is kept in the browser's history and not in the address, so that Back brings it
 * back, and nobody reads it over a shoulder or in a log; and whoever signs in after somebody is not shown it.
 */
export function useListSearch(): ListSearch {
  const { id } = useMe();
  const navigate = useNavigate();
  const searched = useRouterState({
    select: ({ location: { state } }) => (state.searchBy === id ? (state.search ?? "") : ""),
  });
  const [text, setText] = useState(searched);
  const sent = useRef(searched);
  useEffect(() => {
    if (searched === sent.current) return;
    sent.current = searched;
    setText(searched);
  }, [searched]);
  const go = (search: string, filters: object | true) => {
    sent.current = search;
    void navigate({
      to: ".",
      search: filters,
      replace: true,
      resetScroll: false,
      state: (before) => ({ ...before, search, searchBy: id }),
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
  return { text, searched, change, flush: send.flush, clear };
}
