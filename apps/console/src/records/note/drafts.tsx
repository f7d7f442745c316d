import type { NoteDraft, NoteDraftId, PatientId } from "@caretype/client";
import { Badge, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../kit/section/confirm-button.tsx";
import { Paged } from "../../kit/section/paged-list.tsx";
import { Row } from "../../kit/section/row.tsx";
import { Section } from "../../kit/section/section.tsx";
import { SmallButton } from "../../kit/section/small-button.tsx";
import { api, caretype, readAgain } from "../../session/client/api.ts";
import { forgetKept, keptNames } from "../../session/form/kept-input.ts";
import { useKeptOwner } from "../../session/form/use-kept-owner.ts";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { Name } from "../../words/format/name.tsx";
import { beginningOf, draftName } from "./kept-names.ts";
import { LeftTexts } from "./left-texts.tsx";
import { texts as noteTexts, drafts as texts } from "./texts.en.ts";

type DraftsProps = {
  patientId: PatientId;
  /** The ids of the draft that is open, which the list leaves out. */
  opened: readonly NoteDraftId[];
  onOpen: (id: NoteDraftId) => void;
};

/** The reader's own drafts about a patient, and what this device has of others. Nothing without any. */
export function Drafts({ patientId, opened, onOpen }: DraftsProps) {
  const query = useInfiniteQuery(
    api.noteDraft.list.infiniteQueryOptions({ patientId, limit: 50 }, { staleTime: 0 }),
  );
  const pages = query.data?.pages ?? [];
  const all = pages.flatMap(({ items }) => items);
  const drafts = all.filter(({ id }) => !opened.includes(id));
  return (
    <>
      {drafts.length === 0 && !query.isError ? null : (
        <Section title={texts.title} about={texts.about}>
          <Paged query={query} skeleton={null}>
            {() => (
              <Stack component="ul" gap={0} m={0} p={0} w="100%">
                {drafts.map((draft) => (
                  <DraftRow key={draft.id} draft={draft} onOpen={() => onOpen(draft.id)} />
                ))}
              </Stack>
            )}
          </Paged>
        </Section>
      )}
      {query.isSuccess && !query.hasNextPage ? (
        <LeftTexts patientId={patientId} drafts={all} opened={opened} onBegun={onOpen} />
      ) : null}
    </>
  );
}

function DraftRow({ draft, onOpen }: { draft: NoteDraft; onOpen: () => void }) {
  const { id, kind, text, updatedAt, version, patientId } = draft;
  const { dayAndTime } = usePracticeTime();
  const place = useKeptOwner(patientId);
  const changed = texts.changed(dayAndTime(updatedAt));
  const label = noteTexts.labelOf(kind, changed);
  const discard = async () => {
    await caretype.noteDraft.remove.mutate({ id, expectedVersion: version });
    forgetKept({ ...place, name: draftName(id) });
    notifyDone(noteTexts.done.discard);
    await readAgain(api.noteDraft.list);
  };
  return (
    <Row
      title={<Name>{kind}</Name>}
      badge={keptNames(place).includes(draftName(id)) ? <Badge color="yellow">{texts.unsaved}</Badge> : null}
      facts={
        <>
          {changed} · {text === null ? texts.noText : <Name>{beginningOf(text)}</Name>}
        </>
      }
      actions={
        <>
          <SmallButton label={texts.open} name={texts.openOf(label)} onClick={onOpen} />
          <ConfirmButton
            label={texts.discard}
            name={texts.discardOf(label)}
            question={texts.discardQuestion}
            consequence={texts.discardConsequence}
            onConfirm={discard}
          />
        </>
      }
    />
  );
}
