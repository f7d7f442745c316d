import type { Note, NoteDraftId, Patient, PatientId } from "@caretype/client";
import { Badge, Button, Group, Skeleton, Stack, Switch, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type Ref, useRef, useState } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import { nextPage } from "../../kit/section/next-page.ts";
import { PagedList } from "../../kit/section/paged-list.tsx";
import { Section } from "../../kit/section/section.tsx";
import { api } from "../../session/client/api.ts";
import { useMe, usePermissions } from "../../session/client/use-practice.ts";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../words/common/common.ts";
import { RestrictButton } from "../restriction/restrict-button.tsx";
import { Readers, RestrictedBadge, WithheldNotice } from "../restriction/restricted.tsx";
import { Additions } from "./additions.tsx";
import { Drafts } from "./drafts.tsx";
import classes from "./note-item.module.css";
import { NoteText } from "./note-text.tsx";
import { texts } from "./texts.en.ts";
import type { NoteStep } from "./use-note-change.ts";

const BeginNote = lazyPart(() => import("./begin-note.tsx"), "BeginNote");
const KindsDialog = lazyPart(() => import("./kinds-dialog.tsx"), "KindsDialog");
const DraftPanel = lazyPart(() => import("./draft-panel.tsx"), "DraftPanel", <Skeleton h={360} />);

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
        <DraftPanel key={opened} id={opened} patient={patient} onOpen={open} onClose={close} />
      )}
      {mayWrite ? <Drafts patientId={patient.id} opened={opened} onOpen={open} /> : null}
      <NoteList
        headingRef={heading}
        patientId={patient.id}
        onAdd={mayWrite ? () => setDialog("begin") : null}
        onKinds={mayWrite ? () => setDialog("kinds") : null}
      />

      {dialog === "begin" ? <BeginNote patient={patient} onClose={closeDialog} onBegun={open} /> : null}
      {dialog === "kinds" ? <KindsDialog onClose={closeDialog} /> : null}
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

const NoteDialog = lazyPart(() => import("./note-dialog.tsx"), "NoteDialog");
const Verification = lazyPart(() => import("./verification.tsx"), "Verification");

/** A signed note with all that was added to it. */
function NoteItem({ note }: { note: Note }) {
  const { dayAndTime } = usePracticeTime();
  const [step, setStep] = useState<NoteStep | null>(null);
  const [isVerified, setVerified] = useState(false);
  const when = dayAndTime(note.recordedAt);
  const isInError = note.errorReason !== null;
  const plain = note.signatures.filter(({ kind }) => kind === "signature");
  return (
    <Stack component="li" gap="xs" className={classes.note ?? ""}>
      <Group gap="xs">
        <h3 className={classes.title}>{texts.headingOf(note.kind, when)}</h3>
        {note.isLate ? (
          <Badge variant="light" color="yellow" title={texts.lateMeaning}>
            {texts.late}
          </Badge>
        ) : null}
        {isInError ? (
          <Badge variant="light" color="red">
            {texts.inError}
          </Badge>
        ) : null}
        <RestrictedBadge record={note} />
      </Group>
      <NoteText text={note.text} isStruck={isInError} level={4} />
      {plain.map(({ id, doctorName, signedAt }) => (
        <Text key={id} size="sm" c="dimmed">
          {texts.signedBy(doctorName ?? commonTexts.somebody, dayAndTime(signedAt))}
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

/** What the reader's role allows. Nothing is added to a note that was entered in error. */
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
        <Button key={each} variant="default" size="xs" aria-label={nameOf(each)} onClick={() => onStep(each)}>
          {texts.steps[each]}
        </Button>
      ))}
      <Button variant="default" size="xs" aria-label={nameOf("verify")} onClick={() => onVerify(true)}>
        {texts.steps.verify}
      </Button>
      <RestrictButton record={note} label={label} />
    </Group>
  );
}
