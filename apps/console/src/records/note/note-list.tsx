import type { PatientId } from "@caretype/client";
import { Button, Switch } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type Ref, useState } from "react";
import { nextPage } from "../../kit/section/next-page.ts";
import { PagedList } from "../../kit/section/paged-list.tsx";
import { Section } from "../../kit/section/section.tsx";
import { api } from "../../session/client/api.ts";
import { NoteItem } from "./note-item.tsx";
import { texts } from "./texts.en.ts";

const pageSize = 20;

type NoteListProps = {
  patientId: PatientId;
  /** Null without the permission. */
  onAdd: (() => void) | null;
  /** The same. */
  onKinds: (() => void) | null;
  /** Takes the focus once an editor is closed. */
  headingRef: Ref<HTMLHeadingElement>;
};

/** A patient's signed notes, newest first. */
export function NoteList({ patientId, onAdd, onKinds, headingRef }: NoteListProps) {
  const [inError, setInError] = useState(false);
  const query = useInfiniteQuery(
    api.note.list.infiniteQueryOptions({ patientId, inError, limit: pageSize }, nextPage),
  );
  return (
    <Section
      title={texts.title}
      headingRef={headingRef}
      actions={
        <>
          <Switch
            label={texts.showInError}
            checked={inError}
            onChange={({ currentTarget: { checked } }) => setInError(checked)}
          />
          {onKinds ? (
            <Button variant="default" size="xs" onClick={onKinds}>
              {texts.kinds.open}
            </Button>
          ) : null}
          {onAdd ? (
            <Button variant="default" size="xs" onClick={onAdd}>
              {texts.add}
            </Button>
          ) : null}
        </>
      }
    >
      <PagedList query={query} skeletonHeight={160} empty={inError ? texts.emptyInError : texts.empty}>
        {(note) => <NoteItem key={note.id} note={note} />}
      </PagedList>
    </Section>
  );
}
