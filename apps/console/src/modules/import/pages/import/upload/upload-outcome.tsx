import { genderWord } from "@caretype/import/source/table/person-cells";
import { Box, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { Notice } from "../../../../../kit/notice/notice.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { ButtonLink, PlainLink } from "../../../../../words/format/links.tsx";
import { UndoImportButton } from "../batch/undo-import-button.tsx";
import { maxGenders } from "../choose/guess-settings.ts";
import { rememberSettings } from "../choose/last-settings.ts";
import { MappingForm } from "../choose/mapping-form.tsx";
import { DownloadRowsButton } from "../correct/download-rows-button.tsx";
import { ToCorrect } from "../correct/to-correct.tsx";
import { useInvalidRows } from "../correct/use-invalid-rows.ts";
import { useKeptFocus } from "../use-kept-focus.ts";
import { failureText, type Upload } from "./labels.ts";
import { ProblemList } from "./problem-list.tsx";
import { ProgressNotice } from "./progress-notice.tsx";
import { ReadUnits, Warnings } from "./read-units.tsx";
import { ResultDuplicates } from "./result-duplicates.tsx";
import { newIn, ResultTable } from "./result-table.tsx";
import { checked as checkedTexts, done as doneTexts, texts } from "./texts.en.ts";
import { type InStateProps, UploadActions, useUploadActions } from "./upload-actions.tsx";

/** An upload in its current state, with its actions. */
export function UploadOutcome({ upload }: { upload: Upload }) {
  const actions = useUploadActions(upload);
  useKeptFocus(upload.state);
  return (
    <Stack>
      {actions.error ? <ErrorNotice error={actions.error} /> : null}
      <InState upload={upload} actions={actions} />
    </Stack>
  );
}

function InState({ upload, actions }: InStateProps) {
  switch (upload.state) {
    case "checking":
    case "running":
      return <Active upload={upload} actions={actions} />;
    case "checked":
      return <Checked upload={upload} actions={actions} />;
    case "done":
      return <Done upload={upload} />;
    case "refused":
    case "failed":
      return <NotDone upload={upload} actions={actions} />;
    case "uploading":
      return (
        <>
          <Notice is="info" title={texts.incomplete.title}>
            {texts.incomplete.text}
          </Notice>
          <UploadActions actions={actions} />
        </>
      );
    case "cancelled":
      return (
        <>
          <Notice is="info" title={texts.cancelled.title}>
            {texts.cancelled.text}
          </Notice>
          <Box>
            <ButtonLink to="/imports/new">{texts.startOver}</ButtonLink>
          </Box>
        </>
      );
  }
}

function Active({ upload: { state, progress }, actions }: InStateProps) {
  const { stage, rowsDone, rows } = progress ?? { stage: "queued", rowsDone: 0, rows: 0 };
  return (
    <>
      <ProgressNotice
        title={texts.states[state === "checking" ? "checking" : "running"]}
        stage={texts.stages[stage]}
        done={rowsDone}
        all={rows}
        onCancel={() => actions.cancel()}
        isCancelling={actions.isPending}
      />
      <Dimmed>{state === "checking" ? texts.checkContinues : texts.continues}</Dimmed>
    </>
  );
}

/** The rows of a refused upload are deleted. A failed one can be retried. */
function NotDone({ upload: { state, problems, failure }, actions }: InStateProps) {
  return (
    <>
      {problems && problems.total > 0 ? <ProblemList problems={problems} /> : null}
      {failure ? (
        <Notice is="caution" title={texts.nothingImported}>
          {failureText(failure)}
        </Notice>
      ) : null}
      {state === "failed" ? (
        <UploadActions actions={actions} main={{ label: texts.checkAgain, run: () => actions.check() }} />
      ) : (
        <Box>
          <ButtonLink to="/imports/new">{texts.chooseAgain}</ButtonLink>
        </Box>
      )}
    </>
  );
}

function Done({ upload: { id: uploadId, records, result } }: { upload: Upload }) {
  const may = usePermissions();
  if (!result) return null;
  const { importId: id, doctors, duplicates, rowsSkipped, clinicalRecords } = result;
  // Only a table's rows are kept.
  const repeated = records === null ? 0 : clinicalRecords.reduce((sum, kind) => sum + kind.repeated, 0);
  const leftOut = [
    ...(rowsSkipped > 0 ? [doneTexts.leftOut(rowsSkipped)] : []),
    ...(repeated > 0 ? [doneTexts.repeated(repeated)] : []),
  ];
  return (
    <>
      <Notice is="done" title={id ? doneTexts.title : doneTexts.nothingNew} />
      {leftOut.length > 0 ? (
        <Notice is="caution" title={leftOut.join(". ")}>
          <Stack gap="xs" align="start">
            {doneTexts.howToImport}
            <DownloadRowsButton id={uploadId} rows={rowsSkipped + repeated} />
          </Stack>
        </Notice>
      ) : null}
      <ResultTable result={result} isDone />
      <ResultDuplicates duplicates={duplicates} />
      <Group>
        {result.patients.imported > 0 || doctors.imported === 0 ? (
          <ButtonLink to="/patients">{doneTexts.toPatients}</ButtonLink>
        ) : (
          <ButtonLink to="/doctors">{doneTexts.toDoctors}</ButtonLink>
        )}
        {id && duplicates.patients > duplicates.first.length ? (
          <PlainLink label={doneTexts.allDuplicates} to="/imports/$id/duplicates" params={{ id }} />
        ) : null}
        {id && may("import:undo") ? <UndoImportButton id={id} size="sm" /> : null}
      </Group>
    </>
  );
}

function Checked({ upload, actions }: InStateProps) {
  const { problems, failure, result, invalidRows } = upload;
  const [isRemapped, setRemapped] = useState(false);
  if (isRemapped) return <Remap upload={upload} actions={actions} onClose={() => setRemapped(false)} />;
  const remap = upload.table ? (
    <PlainButton label={checkedTexts.changeColumns} onClick={() => setRemapped(true)} />
  ) : null;
  // All rows are corrected, and the check is about to start.
  const isCorrected = invalidRows === 0 && !result && !failure;
  if (invalidRows !== null && (invalidRows > 0 || isCorrected))
    return <ToCorrect upload={upload} actions={actions} invalidRows={invalidRows} others={remap} />;
  if (result && newIn(result) > 0) {
    return (
      <>
        <Notice is="done" title={checkedTexts.noProblems}>
          {checkedTexts.wouldAdd}
        </Notice>
        <ResultTable result={result} isDone={false} />
        <Warnings upload={upload} />
        <ReadUnits upload={upload} actions={actions} />
        <ResultDuplicates duplicates={result.duplicates} />
        <UploadActions
          actions={actions}
          main={{ label: texts.import, run: () => actions.run() }}
          others={remap}
        />
      </>
    );
  }
  return (
    <>
      {problems && problems.total > 0 ? <ProblemList problems={problems} /> : null}
      {failure ? (
        <Notice is="caution" title={checkedTexts.wouldFail}>
          {failureText(failure)}
        </Notice>
      ) : null}
      {result ? (
        <Notice is="info" title={checkedTexts.nothingNew}>
          {checkedTexts.allImported}
        </Notice>
      ) : null}
      <UploadActions actions={actions} others={remap} />
    </>
  );
}

type RemapProps = InStateProps & { onClose: () => void };

/** Maps the uploaded columns again. Other columns were not uploaded. */
function Remap({ upload: { id, records, table, files }, actions, onClose }: RemapProps) {
  const [file] = files;
  const { data: invalid } = useInvalidRows(id);
  if (!records || !table || !file) return null;
  const { gender } = table.mapping;
  const unreadGenders = invalid?.pages
    .flatMap(({ items }) => items)
    .flatMap(({ cells, problems }) =>
      problems.some(({ column }) => column === gender)
        ? cells.flatMap(({ column, value }) => (column === gender ? [genderWord(value)] : []))
        : [],
    );
  return (
    <div tabIndex={-1} ref={focus} style={{ outline: "none" }}>
      <Text size="sm" mb="sm">
        {checkedTexts.onlyUploaded}
      </Text>
      <MappingForm
        file={{ ...file, samples: [] }}
        initial={{ records, settings: table }}
        isRecordsFixed
        unreadGenders={[...new Set(unreadGenders)].slice(0, maxGenders)}
        isPending={actions.isPending}
        submitLabel={texts.checkAgain}
        about={<PlainButton label={commonTexts.cancel} onClick={onClose} />}
        onSubmit={({ settings }) => {
          rememberSettings({ records, settings });
          actions.check(settings);
        }}
      />
    </div>
  );
}

/** The button that opened the form is gone. */
const focus = (element: HTMLElement | null) => element?.focus();
