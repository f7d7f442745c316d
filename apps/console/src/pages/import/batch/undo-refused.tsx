import type { ErrorData } from "@caretype/client";
import { doctorId, isErrorOf, patientId } from "@caretype/client";
import { Alert, List, Stack, Text } from "@mantine/core";
import { fieldText } from "../../../kit/form/field-messages.ts";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { AnchorLink } from "../../../words/format/links.tsx";
import { PatientName } from "../../patient/page/patient-name.tsx";
import { texts as importTexts, undo as texts } from "../texts.en.ts";
import { type Batch, failureText } from "../upload/labels.ts";

/** Says why an import was not undone, with links to what blocks it. */
export function UndoRefused({ error, onClose }: { error: unknown; onClose: () => void }) {
  if (!isErrorOf(error, "import.undo", "IMPORT_HAS_CHANGED")) return <ErrorNotice error={error} />;
  return <UndoBlocked {...error.data} onClose={onClose} />;
}

type Blocked = {
  blockedBy: readonly Blocker[];
  blockedByTotal: number;
  blockedElsewhere?: boolean | undefined;
  onClose: () => void;
};

/** Says why an undo in the background failed. */
export function UndoFailed({
  code,
  ...blocked
}: NonNullable<Batch["undoFailure"]> & Pick<Blocked, "onClose">) {
  if (code === "IMPORT_HAS_CHANGED") return <UndoBlocked {...blocked} />;
  return (
    <Alert color="danger" role="alert" title={texts.nothingRemoved}>
      {failureText(code)}
    </Alert>
  );
}

function UndoBlocked({ blockedBy, blockedByTotal, blockedElsewhere, onClose }: Blocked) {
  const shown = blockedBy.slice(0, mostShown);
  return (
    <Alert color="danger" role="alert" title={texts.nothingRemoved}>
      <Stack gap="xs">
        {blockedByTotal > 0 ? <Text size="sm">{texts.isBlocked(blockedByTotal)}</Text> : null}
        <List size="sm" spacing={4}>
          {shown.map((blocker) => (
            <List.Item key={blocker.id}>
              <Blocking blocker={blocker} onClose={onClose} />
            </List.Item>
          ))}
        </List>
        {blockedByTotal > shown.length ? (
          <Text size="sm">{importTexts.more(blockedByTotal - shown.length)}</Text>
        ) : null}
        {blockedElsewhere ? <Text size="sm">{texts.isElsewhere}</Text> : null}
      </Stack>
    </Alert>
  );
}

/** Limited, as reading each name is audited. */
const mostShown = 10;

type Blocker = NonNullable<ErrorData["blockedBy"]>[number];

function Blocking({ blocker: { kind, id, label }, onClose }: { blocker: Blocker; onClose: () => void }) {
  const why = label ? `: ${fieldText(label)}` : "";
  if (kind === "patient") {
    const patient = patientId.parse(id);
    return (
      <>
        <AnchorLink
          to="/patients/$id"
          params={{ id: patient }}
          size="sm"
          underline="always"
          onClick={onClose}
        >
          <PatientName id={patient} />
        </AnchorLink>
        {why}
      </>
    );
  }
  if (kind === "doctor")
    return (
      <>
        <AnchorLink
          to="/doctors/$id"
          params={{ id: doctorId.parse(id) }}
          size="sm"
          underline="always"
          onClick={onClose}
        >
          {texts.aDoctor}
        </AnchorLink>
        {why}
      </>
    );
  return (
    <>
      {kind === "merge" ? texts.aMerge : texts.anAssignment}
      {why}
    </>
  );
}
