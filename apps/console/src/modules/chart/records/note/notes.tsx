import type { Note, Patient, PatientId } from "@caretype/client";
import { Badge, Group, Stack, Switch, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useStore } from "../../../../kit/behavior/store.ts";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { PagedList } from "../../../../kit/section/paged-list.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { SmallButton } from "../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../session/client/api.ts";
import { useMe, usePermissions } from "../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { RestrictButton } from "../restriction/restrict-button.tsx";
import { Readers, RestrictedBadge } from "../restriction/restricted.tsx";
import { Additions } from "./additions.tsx";
import { Drafts } from "./drafts.tsx";
import classes from "./note-item.module.css";
import { NoteText } from "./note-text.tsx";
import { useSignerName } from "./signer.tsx";
import { texts } from "./texts.en.ts";
import type { NoteStep } from "./use-note-change.ts";
import { writeDraft, writtenDraft } from "./written-draft.tsx";

const KindsDialog = lazyPart(() => import("./kinds-dialog.tsx"), "KindsDialog");

export function Notes({ patient }: { patient: Patient }) {
  const opened = useStore(writtenDraft);
  const mayWrite = usePermissions()("clinical:write");
  return (
    <Stack>
      {mayWrite ? <Drafts patientId={patient.id} opened={opened} onOpen={writeDraft} /> : null}
      <NoteList patientId={patient.id} mayWrite={mayWrite} />
    </Stack>
  );
}

const pageSize = 20;

/** A patient's signed notes, newest first. */
function NoteList({ patientId, mayWrite }: { patientId: PatientId; mayWrite: boolean }) {
  const [isAboutKinds, setAboutKinds] = useState(false);
  const [inError, setInError] = useState(false);
  const query = useInfiniteQuery(api.note.list.infiniteQueryOptions({ patientId, inError, limit: pageSize }));
  return (
    <Section
      title={texts.title}
      actions={
        <>
          <Switch
            label={texts.showInError}
            checked={inError}
            onChange={({ currentTarget: { checked } }) => setInError(checked)}
          />
          {mayWrite ? <SmallButton label={texts.kinds.open} onClick={() => setAboutKinds(true)} /> : null}
        </>
      }
    >
      <PagedList query={query} skeletonHeight={160} empty={inError ? texts.emptyInError : texts.empty}>
        {(note) => <NoteItem key={note.id} note={note} />}
      </PagedList>
      {isAboutKinds ? <KindsDialog onClose={() => setAboutKinds(false)} /> : null}
    </Section>
  );
}

const NoteDialog = lazyPart(() => import("./note-dialog.tsx"), "NoteDialog");
const Verification = lazyPart(() => import("./verification.tsx"), "Verification");

/** A signed note with its addenda. */
export function NoteItem({ note }: { note: Note }) {
  const { dayAndTime } = usePracticeTime();
  const [step, setStep] = useState<NoteStep | null>(null);
  const [isVerified, setVerified] = useState(false);
  const when = dayAndTime(note.recordedAt);
  const isInError = note.errorReason !== null;
  const nameOf = useSignerName(note.signatures);
  const plain = note.signatures.filter(({ kind }) => kind === "signature");
  return (
    <Stack component="li" gap="xs" className={classes.note ?? ""}>
      <Group gap="xs">
        <h3 className={classes.title}>{texts.headingOf(note.kind, when)}</h3>
        {note.isLate ? (
          <Badge color="yellow" title={texts.lateMeaning}>
            {texts.late}
          </Badge>
        ) : null}
        {isInError ? <Badge color="red">{texts.inError}</Badge> : null}
        <RestrictedBadge record={note} />
      </Group>
      <NoteText text={note.text} isStruck={isInError} level={4} />
      {plain.map((signature) => (
        <Text key={signature.id} size="sm" c="dimmed">
          {texts.signedBy(nameOf(signature), dayAndTime(signature.signedAt))}
        </Text>
      ))}
      <Readers record={note} />
      <Additions additions={note.signatures} level={4} />
      <Actions note={note} label={texts.labelOf(note.kind, when)} onStep={setStep} onVerify={setVerified} />

      {isVerified ? <Verification id={note.id} /> : null}
      {step === null ? null : <NoteDialog note={note} step={step} onClose={() => setStep(null)} />}
    </Stack>
  );
}

type ActionsProps = {
  note: Note;
  label: string;
  onStep: (step: NoteStep) => void;
  onVerify: (isVerified: boolean) => void;
};

/** Actions allowed by the user's role. A note that was entered in error has none. */
function Actions({ note, label, onStep, onVerify }: ActionsProps) {
  const may = usePermissions();
  const { id } = useMe();
  const isSigned = note.signatures.some(({ kind, signedBy }) => kind === "signature" && signedBy === id);
  const maySign = may("clinical:sign") && note.errorReason === null;
  const steps = (["sign", "amend", "enterInError"] as const).filter((each) => each !== "sign" || !isSigned);
  const nameOf = (name: keyof typeof texts.steps) => texts.stepOf(texts.steps[name], label);
  return (
    <Group gap="xs">
      {(maySign ? steps : []).map((each) => (
        <SmallButton key={each} label={texts.steps[each]} name={nameOf(each)} onClick={() => onStep(each)} />
      ))}
      <SmallButton label={texts.steps.verify} name={nameOf("verify")} onClick={() => onVerify(true)} />
      <RestrictButton record={note} label={label} />
    </Group>
  );
}
