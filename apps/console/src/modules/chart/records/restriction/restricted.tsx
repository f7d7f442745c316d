import type { AccountId, EncounterId, PatientId, RouterOutputs } from "@caretype/client";
import { Alert, Badge, Stack, Text } from "@mantine/core";
import { IconLock, IconShieldLock } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ReasonForm } from "../../../../kit/form/reason-form.tsx";
import { ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { useAllPages } from "../../../../kit/section/pages.ts";
import { SmallButton } from "../../../../kit/theme/plain-button.tsx";
import { api, caretype, queryClient } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { useKeyedChange } from "../../../../session/form/use-keyed-change.ts";
import { Name } from "../../../../words/format/name.tsx";
import { useNames } from "../../../people/records/care-team/use-names.ts";
import { texts, withheld as withheldTexts } from "./texts.en.ts";

type RestrictedProps = { record: RestrictableRecord };

/** Marks a restricted record. Empty for others. */
export function RestrictedBadge({ record }: RestrictedProps) {
  const found = useRestrictionOf(record);
  if (!found?.effective) return null;
  return (
    <Badge color="violet" leftSection={<IconShieldLock size={12} aria-hidden />}>
      {found.own ? texts.restricted : texts.withEncounter}
    </Badge>
  );
}

/** Names the readers of a restricted record. Empty for others. */
export function Readers({ record }: RestrictedProps) {
  const found = useRestrictionOf(record);
  const readers = found ? readersOf(found.own, found.ofEncounter) : [];
  const { nameOf } = useNames(readers);
  if (!found?.effective) return null;
  return (
    <Text component="span" display="block" size="sm" c="dimmed">
      {texts.readBy}{" "}
      {readers.map((id) => (
        <span key={id}>
          <Name>{nameOf(id)}</Name>
          {", "}
        </span>
      ))}
      {texts.andDoctors}
    </Text>
  );
}

export type Restriction = RouterOutputs["restriction"]["byId"];
type RecordId = Restriction["recordId"];

/** What can be restricted: a record with its encounter, if it has one. */
export type RestrictableRecord = { id: RecordId; patientId: PatientId; encounterId: EncounterId | null };

const pageSize = 200;

/** The restrictions of a patient's records that the user may see. `pages`: undefined until all are loaded. */
function useRestrictions(patientId: PatientId) {
  const query = useInfiniteQuery(api.restriction.list.infiniteQueryOptions({ patientId, limit: pageSize }));
  useAllPages(query);
  const { data, error, hasNextPage, refetch } = query;
  return { pages: hasNextPage ? undefined : data?.pages, error, retry: () => void refetch() };
}

type RecordIds = Pick<RestrictableRecord, "id" | "encounterId">;

/**
 * Returns a function that finds a record's readers, by its own restriction and by its encounter's. Null until loaded.
 */
export function useRestrictionsOf(patientId: PatientId) {
  const { pages } = useRestrictions(patientId);
  return useMemo(() => {
    if (pages === undefined) return null;
    const known = new Map(pages.flatMap(({ items }) => items.map((each) => [each.recordId, each] as const)));
    return ({ id, encounterId }: RecordIds) => {
      const own = known.get(id) ?? null;
      const ofEncounter =
        encounterId === null || encounterId === id ? null : (known.get(encounterId) ?? null);
      return { own, ofEncounter, effective: own ?? ofEncounter };
    };
  }, [pages]);
}

export const useRestrictionOf = ({ patientId, ...record }: RestrictableRecord) =>
  useRestrictionsOf(patientId)?.(record) ?? null;

/** With the encounter restricted, too: readers named in both. */
const readersOf = (own: Restriction | null, ofEncounter: Restriction | null): AccountId[] => {
  const named = own?.readers ?? ofEncounter?.readers ?? [];
  return own && ofEncounter ? named.filter((reader) => ofEncounter.readers.includes(reader)) : named;
};

/** Says above a list that it omits restricted records, if any. */
export function WithheldNotice({ patientId }: { patientId: PatientId }) {
  const { pages, error, retry } = useRestrictions(patientId);
  return (
    <>
      {/* Without it, restricted records would look like others. */}
      {error ? <ErrorNotice error={error} hint={texts.areNotLoaded} onRetry={retry} /> : null}
      {pages?.at(-1)?.isWithheld ? <Withheld patientId={patientId} /> : null}
    </>
  );
}

/** Says that restricted records are omitted, and opens them with a reason. */
function Withheld({ patientId }: { patientId: PatientId }) {
  const [isAsked, setAsked] = useState(false);
  const may = usePermissions();
  return (
    <Alert color="gray" icon={<IconLock aria-hidden />} title={withheldTexts.title}>
      {isAsked ? (
        <OpenForm patientId={patientId} onCancel={() => setAsked(false)} />
      ) : (
        <Stack align="start">
          <Text size="sm">{withheldTexts.about}</Text>
          {may("clinical:restricted") && (
            <SmallButton label={withheldTexts.open} onClick={() => setAsked(true)} />
          )}
        </Stack>
      )}
    </Alert>
  );
}

function OpenForm({ patientId, onCancel }: { patientId: PatientId; onCancel: () => void }) {
  const change = useKeyedChange({
    run: (reason: string, call) => call({ patientId, reason }, caretype.restriction.open.mutate),
    onDone: () => notifyDone(withheldTexts.isOpen),
    // The patient's lists and charts now contain more.
    onSettled: () => queryClient.invalidateQueries(),
  });
  return (
    <ReasonForm
      about={withheldTexts.isTold}
      label={withheldTexts.reason}
      submitLabel={withheldTexts.open}
      change={change}
      onSubmit={change.mutate}
      onCancel={onCancel}
    />
  );
}
