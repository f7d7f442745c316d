import { rolePermissions } from "@caretype/api/declared";
import { type AccountId, accountId } from "@caretype/client";
import { Alert, Group, MultiSelect, Skeleton, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormFrame } from "../../../../kit/form/form-frame.tsx";
import { notifyThen } from "../../../../kit/notice/notify.tsx";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { useAllPages } from "../../../../kit/section/pages.ts";
import { PlainButton } from "../../../../kit/theme/plain-button.tsx";
import { api, caretype, queryClient } from "../../../../session/client/api.ts";
import { useMe } from "../../../../session/client/use-practice.ts";
import { useKeyedChange } from "../../../../session/form/use-keyed-change.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { Name } from "../../../../words/format/name.tsx";
import { useCareTeam } from "../../../people/records/care-team/use-care-team.ts";
import { useNames } from "../../../people/records/care-team/use-names.ts";
import { type RestrictableRecord, type Restriction, useRestrictionOf } from "./restricted.tsx";
import { texts } from "./texts.en.ts";

type RestrictionFormProps = { record: RestrictableRecord; onDone: () => void; onCancel: () => void };

/** Restricts a record, selects its readers, and lifts the restriction. */
export function RestrictionForm({ record, onDone, onCancel }: RestrictionFormProps) {
  const found = useRestrictionOf(record);
  const [isLifting, setLifting] = useState(false);
  const readers = useReaders(found?.effective ?? null);
  if (found === null) return <Skeleton h={200} />;
  const { effective, own, ofEncounter } = found;
  if (isLifting && effective)
    return <LiftForm restriction={effective} onDone={onDone} onCancel={() => setLifting(false)} />;
  return (
    <Stack>
      <About record={record} isOfEncounter={own === null && ofEncounter !== null} />
      {own && ofEncounter ? <Text size="sm">{texts.alsoEncounter}</Text> : null}
      <QueryStates query={readers.query} skeleton={<Skeleton h={80} />}>
        {() => (
          <ReadersForm
            record={record}
            restriction={effective}
            readers={readers}
            onDone={onDone}
            onCancel={onCancel}
          />
        )}
      </QueryStates>
      {effective ? (
        <Group>
          <PlainButton label={texts.lift} onClick={() => setLifting(true)} />
        </Group>
      ) : null}
    </Stack>
  );
}

/** Readers who always have access. */
function About({ record, isOfEncounter }: { record: RestrictableRecord; isOfEncounter: boolean }) {
  const { assignments = [], query } = useCareTeam(record.patientId);
  const isEncounter = record.encounterId === record.id;
  return (
    <Stack gap="xs">
      <Text size="sm">{isOfEncounter ? texts.aboutWithEncounter : texts.about}</Text>
      {isEncounter ? <Text size="sm">{texts.aboutEncounter}</Text> : null}
      {query.isSuccess ? (
        <Text size="sm">
          {assignments.length === 0 ? texts.noDoctors : `${texts.doctors} `}
          {assignments.map(({ id, doctorName }, index) => (
            <span key={id}>
              {index === 0 ? null : ", "}
              <Name>{doctorName}</Name>
            </span>
          ))}
        </Text>
      ) : null}
    </Stack>
  );
}

type ReadersFormProps = RestrictionFormProps & {
  restriction: Restriction | null;
  readers: ReturnType<typeof useReaders>;
};

const most = 50;

function ReadersForm({ record, restriction, readers, onDone, onCancel }: ReadersFormProps) {
  const me = useMe();
  const change = useRestrict({ record, restriction, onDone });
  const isLeaving = restriction?.readers.includes(me.id) === true && !readers.chosen.includes(me.id);
  const submit = () => {
    if (restriction && !readers.isChanged) onDone();
    else change.mutate(readers.chosen);
  };
  return (
    <FormFrame
      change={change}
      onSubmit={submit}
      onCancel={onCancel}
      submitLabel={restriction ? commonTexts.save : texts.restrict}
    >
      <MultiSelect
        label={texts.readers}
        description={texts.readersHint}
        data-path="readers"
        // The dialog starts here, and its dropdown would cover the button.
        openOnFocus={false}
        searchable
        clearable
        hidePickedOptions
        maxValues={most}
        data={readers.options}
        renderOption={({ option }) => <Name>{option.label}</Name>}
        value={[...readers.chosen]}
        onChange={readers.choose}
      />
      {isLeaving ? <Alert color="yellow">{texts.leavesYou}</Alert> : null}
    </FormFrame>
  );
}

type LiftFormProps = { restriction: Restriction; onDone: () => void; onCancel: () => void };

/** Asks before a restriction is lifted, as everyone can then see the record. */
function LiftForm({ restriction, onDone, onCancel }: LiftFormProps) {
  const change = useLift(onDone);
  return (
    <FormFrame
      change={change}
      onSubmit={() => change.mutate(restriction)}
      onCancel={onCancel}
      submitLabel={texts.lift}
      cancelLabel={commonTexts.back}
      isFinal
    >
      <Text size="sm">
        {restriction.kind === "encounter" ? texts.liftEncounterConsequence : texts.liftConsequence}
      </Text>
    </FormFrame>
  );
}

/** All members whose role reads clinical records. */
function useMembers() {
  const query = useInfiniteQuery(api.member.list.infiniteQueryOptions({ limit: 200 }));
  useAllPages(query);
  const members = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return { query, members: members.filter(({ role }) => rolePermissions[role].has("clinical:read")) };
}

type Changes = { added: readonly AccountId[]; dropped: readonly AccountId[] };

/** Chosen and possible readers. Stores additions and removals, so that concurrent changes by others are kept. */
function useReaders(current: Restriction | null) {
  const { query, members } = useMembers();
  const [{ added, dropped }, setChanges] = useState<Changes>({ added: [], dropped: [] });
  const before = current?.readers ?? [];
  const chosen = [...new Set([...before, ...added])].filter((id) => !dropped.includes(id));
  const known = new Map(members.map(({ accountId: id, name }) => [id, name]));
  // Readers who left the practice, or lost access to records, may stay.
  const others = before.filter((id) => !known.has(id));
  const { nameOf } = useNames(query.isSuccess ? others : []);
  for (const id of others) known.set(id, nameOf(id));
  return {
    query,
    chosen,
    options: [...known].map(([value, label]) => ({ value, label })),
    choose: (picked: readonly string[]) => {
      const ids = picked.filter((id) => accountId.is(id));
      setChanges({
        added: ids.filter((id) => !before.includes(id)),
        dropped: before.filter((id) => !ids.includes(id)),
      });
    },
    isChanged: added.length + dropped.length > 0,
  };
}

/** Refetches the whole page: the user may see fewer or more records now. */
const readAllAgain = () => queryClient.invalidateQueries();

type RestrictOptions = {
  record: RestrictableRecord;
  /** The changes. Null restricts the record. */
  restriction: Restriction | null;
  onDone: () => void;
};

const useRestrict = ({ record, restriction, onDone }: RestrictOptions) =>
  useKeyedChange({
    run: (readers: AccountId[], call) => {
      if (restriction === null)
        return call({ recordId: record.id, readers }, caretype.restriction.create.mutate);
      const { id, version: expectedVersion } = restriction;
      return call({ id, expectedVersion, readers }, caretype.restriction.update.mutate);
    },
    onDone: notifyThen(restriction ? texts.isChanged : texts.isRestricted, onDone),
    onSettled: readAllAgain,
  });

const useLift = (onDone: () => void) =>
  useKeyedChange({
    run: ({ id, version: expectedVersion }: Restriction, call) =>
      call({ id, expectedVersion }, caretype.restriction.remove.mutate),
    onDone: notifyThen(texts.isLifted, onDone),
    onSettled: readAllAgain,
  });
