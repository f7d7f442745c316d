import type { NoteDraft, NoteDraftId, PatientId } from "@caretype/client";
import { Badge, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../../kit/section/confirm-button.tsx";
import { Paged } from "../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../kit/section/row.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { SmallButton } from "../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { forgetKept, type KeptOwner, keptNames, readKept } from "../../../../session/form/kept-input.ts";
import { useKeptOwner } from "../../../../session/form/use-kept-owner.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { Name } from "../../../../words/format/name.tsx";
import { useBeginDraft } from "./draft-conflict.tsx";
import { type DraftCopy, isSameDraft, parseCopy, valuesOf } from "./draft-values.ts";
import { beginningOf, draftIn, draftName } from "./kept-names.ts";
import { texts as noteTexts, drafts as texts } from "./texts.en.ts";

type DraftsProps = {
  patientId: PatientId;
  /** The ids of the open draft, which the list omits. */
  opened: readonly NoteDraftId[];
  onOpen: (id: NoteDraftId) => void;
};

/** The user's drafts about a patient, and unsaved texts on this device. Empty without any. */
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

type LeftText = { id: NoteDraftId; copy: DraftCopy };

/** Texts on this device whose draft is neither listed nor open. */
function leftIn(place: KeptOwner, known: readonly NoteDraftId[]): LeftText[] {
  return keptNames(place).flatMap((name) => {
    const id = draftIn(name);
    const copy = parseCopy(readKept({ ...place, name }));
    return id === null || copy === null || known.includes(id) ? [] : [{ id, copy }];
  });
}

/** Whether the server has the text already: the page was closed before the response. */
const isStored = ({ copy }: LeftText, drafts: readonly NoteDraft[]) =>
  drafts.map(valuesOf).some((values) => isSameDraft(values, { ...values, ...copy.values }));

type LeftTextsProps = {
  patientId: PatientId;
  /** The server's version. */
  drafts: readonly NoteDraft[];
  opened: readonly NoteDraftId[];
  onBegun: (id: NoteDraftId) => void;
};

/** Offers unsaved texts whose draft was signed or removed elsewhere. */
function LeftTexts({ patientId, drafts, opened, onBegun }: LeftTextsProps) {
  const place = useKeptOwner(patientId);
  const [, show] = useState(0);
  const all = leftIn(place, [...drafts.map(({ id }) => id), ...opened]);
  const left = all.filter((text) => !isStored(text, drafts));
  const forget = (id: NoteDraftId) => {
    forgetKept({ ...place, name: draftName(id) });
    show((count) => count + 1);
  };
  useEffect(() => {
    for (const text of all) if (!left.includes(text)) forget(text.id);
  });
  if (left.length === 0) return null;
  return (
    <Section title={texts.left}>
      <Stack component="ul" gap={0} m={0} p={0}>
        {left.map(({ id, copy }) => (
          <LeftRow
            key={id}
            patientId={patientId}
            copy={copy}
            onForget={() => forget(id)}
            onBegun={(begun) => {
              forget(id);
              onBegun(begun);
            }}
          />
        ))}
      </Stack>
    </Section>
  );
}

type LeftRowProps = Pick<LeftTextsProps, "patientId" | "onBegun"> & {
  copy: DraftCopy;
  onForget: () => void;
};

function LeftRow({ patientId, copy: { values }, onForget, onBegun }: LeftRowProps) {
  const { dayAndTime } = usePracticeTime();
  const begin = useBeginDraft(onBegun);
  const words = beginningOf(values.text);
  return (
    <Row
      title={<Name>{words}</Name>}
      facts={
        <>
          {texts.leftOf(dayAndTime(values.recordedAt))}
          {begin.error ? <ErrorNotice error={begin.error} /> : null}
        </>
      }
      actions={
        <>
          <SmallButton
            label={texts.beginWith}
            loading={begin.isPending}
            onClick={() => begin.mutate({ patientId, ...values, encounterId: null })}
          />
          <SmallButton label={texts.discard} name={texts.discardOf(words)} onClick={onForget} />
        </>
      }
    />
  );
}
