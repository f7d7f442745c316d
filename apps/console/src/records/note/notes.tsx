import type { NoteDraftId, Patient } from "@caretype/client";
import { Skeleton, Stack } from "@mantine/core";
import { Suspense, useRef, useState } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { WithheldNotice } from "../restriction/withheld-notice.tsx";
import { Drafts } from "./drafts.tsx";
import { NoteList } from "./note-list.tsx";

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
