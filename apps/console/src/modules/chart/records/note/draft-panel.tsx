import type { NoteDraft, NoteDraftId, Patient, PatientId } from "@caretype/client";
import { Alert, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useStore } from "../../../../kit/behavior/store.ts";
import { connection } from "../../../../kit/connection/connection.ts";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import buttons from "../../../../kit/form/buttons.module.css";
import { fieldErrors } from "../../../../kit/form/field-messages.ts";
import { focusFirst } from "../../../../kit/form/field-nodes.ts";
import { ErrorAlert, messageOf } from "../../../../kit/notice/error-notice.tsx";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { SmallButton } from "../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { forgetKept } from "../../../../session/form/kept-input.ts";
import { UnsavedChanges } from "../../../../session/form/unsaved-changes.tsx";
import { useKeptOwner } from "../../../../session/form/use-kept-owner.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { PatientLine } from "../../../people/records/patient/patient-line.tsx";
import type { Autosave, SaveState } from "./autosave.ts";
import { DraftConflict, DraftGone } from "./draft-conflict.tsx";
import { DraftFields } from "./draft-fields.tsx";
import { draftName } from "./kept-names.ts";
import { SignDraft } from "./sign-draft.tsx";
import { Signer, useIsNoDoctor } from "./signer.tsx";
import { texts as noteTexts, editor as texts } from "./texts.en.ts";
import { useAutosave } from "./use-autosave.ts";

type DraftPanelProps = {
  /** A new draft gets another id once saved. */
  ids: readonly NoteDraftId[];
  patient: Patient;
  onOpen: (id: NoteDraftId) => void;
  onMade: (id: NoteDraftId) => void;
  onClose: () => void;
};

/** One of the user's drafts, to write and sign. */
export function DraftPanel(props: DraftPanelProps) {
  const [id] = props.ids;
  // Read once: afterwards, the editor knows the version.
  const query = useQuery(
    api.noteDraft.byId.queryOptions(id ? { id } : skipToken, {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      refetchOnWindowFocus: false,
    }),
  );
  const [isSigning, setSigning] = useState(false);
  const { onClose } = props;
  const title = isSigning ? noteTexts.review.title : texts.title;
  return (
    <Dialog isBeside onClose={onClose} title={title} size="lg" closeOnClickOutside={false}>
      <QueryStates query={query} skeleton={<Skeleton h={320} />}>
        {(draft) => <Editor {...props} draft={draft} isSigning={isSigning} onSigning={setSigning} />}
      </QueryStates>
    </Dialog>
  );
}

type EditorProps = DraftPanelProps & {
  draft: NoteDraft;
  isSigning: boolean;
  onSigning: (isSigning: boolean) => void;
};

function Editor({ draft, ids, patient, isSigning, onSigning, onOpen, onMade, onClose }: EditorProps) {
  const place = useKeptOwner(patient.id);
  const id = ids.at(-1) ?? draft.id;
  const maySign = usePermissions()("clinical:sign");
  const isNoDoctor = useIsNoDoctor();
  const { autosave, isRestored, blocker } = useAutosave({ draft, place, onMade });
  useEffect(() => {
    if (!isSigning) focusFirst(["text"]);
  }, [isSigning]);
  const openInstead = (next: NoteDraftId) => {
    forgetKept({ ...place, name: draftName(id) });
    onOpen(next);
  };
  return (
    <Stack flex={1}>
      {isSigning ? (
        <SignDraft id={id} onBack={() => onSigning(false)} onSigned={onClose} />
      ) : (
        <>
          <PatientLine {...patient} />
          {draft.version === 0 ? <EarlierDraft patientId={patient.id} onOpen={onOpen} /> : null}
          {maySign && isNoDoctor ? <Signer /> : null}
          {maySign ? null : <Text size="sm">{noteTexts.mayNotSign}</Text>}
          <Writing
            patientId={draft.patientId}
            autosave={autosave}
            isRestored={isRestored}
            maySign={maySign && !isNoDoctor}
            onOpen={openInstead}
            onReview={() => onSigning(true)}
          />
        </>
      )}
      <UnsavedChanges blocker={blocker} />
    </Stack>
  );
}

/** Offers to continue the user's last draft about the patient. Empty without one. */
function EarlierDraft({ patientId, onOpen }: { patientId: PatientId; onOpen: (id: NoteDraftId) => void }) {
  const { dayAndTime } = usePracticeTime();
  // Read once, to exclude drafts begun here.
  const { data } = useQuery(
    api.noteDraft.list.queryOptions(
      { patientId, limit: 1 },
      { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
    ),
  );
  const draft = data?.items[0];
  if (!draft) return null;
  return (
    <Alert role="status" p="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{texts.earlier(dayAndTime(draft.updatedAt))}</Text>
        <SmallButton label={noteTexts.drafts.open} onClick={() => onOpen(draft.id)} />
      </Group>
    </Alert>
  );
}

type WritingProps = {
  patientId: PatientId;
  autosave: Autosave;
  isRestored: boolean;
  maySign: boolean;
  onOpen: (id: NoteDraftId) => void;
  onReview: () => void;
};

function Writing({ patientId, autosave, isRestored, maySign, onOpen, onReview }: WritingProps) {
  const state = useStore(autosave.state);
  const values = useStore(autosave.values);
  // Resets the fields to the outcome of a conflict.
  const [round, setRound] = useState(0);
  const resolve = (choice: "mine" | "current") => {
    autosave.resolve(choice);
    setRound(round + 1);
  };
  const [isWaiting, setWaiting] = useState(false);
  const review = async () => {
    setWaiting(true);
    const isSaved = await autosave.flush();
    setWaiting(false);
    if (isSaved) onReview();
  };
  return (
    <>
      {state.is === "failed" ? (
        <SaveFailure autosave={autosave} error={state.error} />
      ) : state.is === "conflict" ? (
        <DraftConflict current={state.current} onChoose={resolve} />
      ) : state.is === "gone" ? (
        <DraftGone text={{ patientId, ...values }} onBegun={onOpen} />
      ) : isRestored ? (
        <Alert role="status">{texts.isRestored}</Alert>
      ) : null}
      <DraftFields
        key={round}
        patientId={patientId}
        values={values}
        onChange={(changes) => autosave.change(changes)}
      />
      <Group justify="space-between" className={buttons.buttons ?? ""}>
        <SaveStatus state={state} />
        <Button
          ml="auto"
          onClick={() => void review()}
          loading={isWaiting}
          disabled={!maySign || values.text.trim() === "" || state.is === "conflict" || state.is === "gone"}
        >
          {texts.review}
        </Button>
      </Group>
    </>
  );
}

/** The draft's save state, beside the buttons. */
function SaveStatus({ state }: { state: SaveState }) {
  const { time } = usePracticeTime();
  const isOnline = useStore(connection) === "online";
  // Without a connection, an attempt takes seconds to fail.
  const sending = isOnline ? texts.saving : texts.isFailed;
  const isSending = state.is === "saving" || state.is === "waiting";
  return <Dimmed>{state.is === "saved" ? texts.savedAt(time(state.at)) : isSending ? sending : null}</Dimmed>;
}

/** Says that the text is not saved, where it is kept, and why. */
function SaveFailure({ autosave, error }: { autosave: Autosave; error: unknown }) {
  const isKept = autosave.isKept();
  const [fields] = Object.values(fieldErrors(error));
  return (
    <ErrorAlert color={isKept ? "yellow" : "red"} title={isKept ? texts.isFailed : texts.isNotKept}>
      <Stack gap="xs" align="start">
        <Text size="sm">{fields?.[0] ?? messageOf(error)}</Text>
        <SmallButton label={commonTexts.tryAgain} onClick={() => void autosave.flush()} />
      </Stack>
    </ErrorAlert>
  );
}
