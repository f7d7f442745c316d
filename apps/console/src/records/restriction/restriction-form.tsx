import { Alert, Button, Group, MultiSelect, Skeleton, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { FormFrame } from "../../kit/form/form-frame.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { useMe } from "../../session/client/use-practice.ts";
import { commonTexts } from "../../words/common/common.ts";
import { Name } from "../../words/format/name.tsx";
import { useCareTeam } from "../care-team/use-care-team.ts";
import { LiftForm } from "./lift-form.tsx";
import { texts } from "./texts.en.ts";
import { useReaders } from "./use-readers.ts";
import { useRestrict } from "./use-restriction-change.ts";
import { type RestrictableRecord, type Restriction, useRestrictionOf } from "./use-restrictions.ts";

type RestrictionFormProps = { record: RestrictableRecord; onDone: () => void; onCancel: () => void };

/** Restricts a record, names its readers, and lifts the restriction. */
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
          <Button variant="default" onClick={() => setLifting(true)}>
            {texts.lift}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

type AboutProps = { record: RestrictableRecord; isOfEncounter: boolean };

/** Those who see it in any case. */
function About({ record, isOfEncounter }: AboutProps) {
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (restriction && !readers.isChanged) onDone();
    else change.mutate(readers.chosen);
  };
  return (
    <FormFrame
      refusal={change.error ? <ErrorNotice error={change.error} /> : null}
      onSubmit={submit}
      onCancel={onCancel}
      submitLabel={restriction ? commonTexts.save : texts.restrict}
      isPending={change.isPending}
    >
      <MultiSelect
        label={texts.readers}
        description={texts.readersHint}
        data-path="readers"
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
