import type { NoteDraftId, Patient, PatientId } from "@caretype/client";
import { Button, Skeleton, Stack, Switch } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type Ref, Suspense, useRef, useState } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import { nextPage } from "../../kit/section/next-page.ts";
import { PagedList } from "../../kit/section/paged-list.tsx";
import { Section } from "../../kit/section/section.tsx";
import { api } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { WithheldNotice } from "../restriction/withheld-notice.tsx";
import { Drafts } from "./drafts.tsx";
import { NoteItem } from "./note-item.tsx";
import { texts } from "./texts.en.ts";

const BeginNote = lazyPart(() => import("./begin-note.tsx"), "BeginNote");
const KindsDialog = lazyPart(() => import("./kinds-dialog.tsx"), "KindsDialog");
const DraftPanel = lazyPart(() => import("./draft-panel.tsx"), "DraftPanel");

/** A patient's notes, and the reader's drafts of some. Notes stay in sight while one is written. */
export function Notes({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const [opened, setOpened] = useState<NoteDraftId | null>(null);
  const [dialog, setDialog] = useState<"begin" | "kinds" | null>(null);
  const closeDialog = () => setDialog(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const mayWrite = may("clinical:write");
  const open = (id: NoteDraftId) => {
    setDialog(null);
    setOpened(id);
  };
  const close = () => {
    setOpened(null);
    heading.current?.focus({ preventScroll: true });
  };
  return (
    <Stack>
      <WithheldNotice patientId={patient.id} />
      {opened === null ? null : (
        <Suspense fallback={<Skeleton h={360} />}>
          <DraftPanel key={opened} id={opened} patient={patient} onOpen={open} onClose={close} />
        </Suspense>
      )}
      {mayWrite ? <Drafts patientId={patient.id} opened={opened} onOpen={open} /> : null}
      <NoteList
        headingRef={heading}
        patientId={patient.id}
        onAdd={mayWrite ? () => setDialog("begin") : null}
        onKinds={mayWrite ? () => setDialog("kinds") : null}
      />
      <Suspense>
        {dialog === "begin" ? <BeginNote patient={patient} onClose={closeDialog} onBegun={open} /> : null}
        {dialog === "kinds" ? <KindsDialog onClose={closeDialog} /> : null}
      </Suspense>
    </Stack>
  );
}

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
function NoteList({ patientId, onAdd, onKinds, headingRef }: NoteListProps) {
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
