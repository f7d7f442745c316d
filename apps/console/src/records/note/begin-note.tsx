import type { EncounterId, NoteDraftId, Patient } from "@caretype/client";
import { NativeSelect, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { FormFrame } from "../../kit/form/form-frame.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { usePermissions } from "../../session/client/use-practice.ts";
import { Name } from "../../words/format/name.tsx";
import { useBeginDraft } from "./draft-conflict.tsx";
import { EncounterField } from "./encounter-field.tsx";
import { Signer, useIsNoDoctor } from "./signer.tsx";
import { begin as texts } from "./texts.en.ts";
import { useNoteKinds } from "./use-note-kinds.ts";

type BeginNoteProps = { patient: Patient; onClose: () => void; onBegun: (id: NoteDraftId) => void };

/** Begins a draft: of which kind, and of which encounter. */
export function BeginNote({ patient, onClose, onBegun }: BeginNoteProps) {
  const { id: patientId } = patient;
  const maySign = usePermissions()("clinical:sign");
  const isNoDoctor = useIsNoDoctor();
  const kinds = useNoteKinds();
  const [chosenKind, setKind] = useState<string | null>(null);
  const [encounterId, setEncounter] = useState<EncounterId | null>(null);
  const kind = kinds.find(({ name }) => name === chosenKind) ?? kinds[0];
  const change = useBeginDraft(onBegun);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (kind) change.mutate({ patientId, encounterId, kind: kind.name, text: kind.template });
  };
  return (
    <Dialog isBeside onClose={onClose} title={texts.title}>
      <FormFrame
        refusal={change.error ? <ErrorNotice error={change.error} /> : null}
        onSubmit={submit}
        onCancel={onClose}
        submitLabel={texts.submit}
        isPending={change.isPending}
      >
        <Text>
          <Name>{patient.name}</Name>
        </Text>
        {maySign && isNoDoctor ? <Signer /> : null}
        <NativeSelect
          label={texts.kind}
          data-autofocus
          data={kinds.map(({ name }) => name)}
          value={kind?.name ?? ""}
          onChange={({ currentTarget: { value } }) => setKind(value)}
        />
        <EncounterField patientId={patientId} value={encounterId} onChange={setEncounter} />
      </FormFrame>
    </Dialog>
  );
}
