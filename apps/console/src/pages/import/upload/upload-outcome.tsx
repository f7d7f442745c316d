import { Box, Stack, Text } from "@mantine/core";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { Notice } from "../../../kit/notice/notice.tsx";
import { ButtonLink } from "../../../words/format/links.tsx";
import { useKeptFocus } from "../use-kept-focus.ts";
import { Checked } from "./checked.tsx";
import { Done } from "./done.tsx";
import { failureText, type Upload } from "./labels.ts";
import { ProblemList } from "./problem-list.tsx";
import { ProgressNotice } from "./progress-notice.tsx";
import { texts as importUploadTexts } from "./texts.en.ts";
import { UploadActions } from "./upload-actions.tsx";
import { type InStateProps, useUploadActions } from "./use-upload-actions.ts";

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
