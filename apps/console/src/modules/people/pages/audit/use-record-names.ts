import type { AnyId, AuditEntry, RouterOutputs } from "@caretype/client";
import { useQueries } from "@tanstack/react-query";
import { api } from "../../../../session/client/api.ts";

export type NamedRecord = RouterOutputs["audit"]["recordNames"]["items"][number];
export type RecordNames = ReadonlyMap<AnyId, NamedRecord>;

/** An entry with more records is a list, and shows only the first name. */
const fewRecords = 4;
/** Ids per call, whose address has a limited length. */
const most = 100;

/** The records that a row names. */
export const namedIds = ({ subjectIds }: Pick<AuditEntry, "subjectIds">): readonly AnyId[] =>
  subjectIds.length > fewRecords ? subjectIds.slice(0, 1) : subjectIds;

/** Names of the records in loaded entries. Requests each id once, as each lookup is audited as access. */
export function useRecordNames(pages: readonly { items: readonly AuditEntry[] }[] | undefined): RecordNames {
  const known = new Set<AnyId>();
  const chunks = (pages ?? []).flatMap(({ items }) => {
    const ids = [...new Set(items.flatMap(namedIds))].filter((id) => !known.has(id));
    for (const id of ids) known.add(id);
    return chunksOf(ids);
  });
  return useQueries({ queries: chunks.map(namesQuery), combine: namesIn });
}

const namesQuery = (ids: AnyId[]) =>
  api.audit.recordNames.queryOptions(
    { ids },
    { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false },
  );

const chunksOf = (ids: readonly AnyId[]): AnyId[][] =>
  Array.from({ length: Math.ceil(ids.length / most) }, (_, index) =>
    ids.slice(index * most, (index + 1) * most),
  );

const namesIn = (results: readonly { data?: { items: readonly NamedRecord[] } | undefined }[]): RecordNames =>
  new Map(results.flatMap(({ data }) => data?.items.map((each) => [each.id, each]) ?? []));
