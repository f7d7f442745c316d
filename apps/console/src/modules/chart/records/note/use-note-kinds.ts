import type { NoteKind } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../session/client/api.ts";
import { byName } from "../../../../words/format/by-name.ts";
import { texts } from "./texts.en.ts";

type KnownKind = Pick<NoteKind, "name" | "template">;

export const useNoteKindsQuery = () =>
  useQuery(api.noteKind.list.queryOptions({ limit: 200 }, { staleTime: 60_000 }));

/** The practice's kinds of notes by name, and one for all others. */
export function useNoteKinds(): KnownKind[] {
  const { data } = useNoteKindsQuery();
  const known = byName(data?.items ?? []);
  const { usualKind } = texts.begin;
  const isMissing = known.every(({ name }) => name.toLowerCase() !== usualKind.toLowerCase());
  return isMissing ? [...known, { name: usualKind, template: null }] : known;
}

/** A note's text after a change of kind. Replaces only an unchanged template. */
export function textFor(
  kinds: readonly KnownKind[],
  { text, from, to }: { text: string; from: string; to: string },
): string {
  const templateOf = (kind: string) => kinds.find(({ name }) => name === kind)?.template ?? "";
  return text.trim() === "" || text === templateOf(from) ? templateOf(to) : text;
}
