import { Box, Group, Stack, Text } from "@mantine/core";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { Notice } from "../../../kit/notice/notice.tsx";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { ButtonLink } from "../../../words/format/links.tsx";
import { UndoImportButton } from "../batch/undo-import-button.tsx";
import { DownloadRowsButton } from "../correct/download-rows-button.tsx";
import { useKeptFocus } from "../use-kept-focus.ts";
import { Checked } from "./checked.tsx";
import { failureText, type Upload } from "./labels.ts";
import { ProblemList } from "./problem-list.tsx";
import { ProgressNotice } from "./progress-notice.tsx";
import { ResultDuplicates } from "./result-duplicates.tsx";
import { ResultTable } from "./result-table.tsx";
import { done as doneTexts, texts as importUploadTexts } from "./texts.en.ts";
import { type InStateProps, UploadActions, useUploadActions } from "./upload-actions.tsx";

const texts = importUploadTexts;

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
      <Text size="sm" c="dimmed">
        {state === "checking" ? texts.checkContinues : texts.continues}
      </Text>
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

/** The result of an import, with Undo. */
function Done({ upload: { id: uploadId, result } }: { upload: Upload }) {
  const may = usePermissions();
  if (!result) return null;
  const { importId: id, doctors, duplicates, rowsSkipped } = result;
  return (
    <>
      <Notice is="done" title={id ? doneTexts.title : doneTexts.nothingNew} />
      {rowsSkipped > 0 ? (
        <Notice is="caution" title={doneTexts.leftOut(rowsSkipped)}>
          <Stack gap="xs" align="start">
            {doneTexts.howToImport}
            <DownloadRowsButton id={uploadId} rows={rowsSkipped} />
          </Stack>
        </Notice>
      ) : null}
      <ResultTable result={result} isDone />
      <ResultDuplicates duplicates={duplicates} />
      <Group>
        <ButtonLink to={result.patients.imported > 0 || doctors.imported === 0 ? "/patients" : "/doctors"}>
          {result.patients.imported > 0 || doctors.imported === 0
            ? doneTexts.toPatients
            : doneTexts.toDoctors}
        </ButtonLink>
        {id && duplicates.patients > duplicates.first.length ? (
          <ButtonLink variant="default" to="/imports/$id/duplicates" params={{ id }}>
            {doneTexts.allDuplicates}
          </ButtonLink>
        ) : null}
        {id && may("import:undo") ? <UndoImportButton id={id} size="sm" /> : null}
      </Group>
    </>
  );
}
