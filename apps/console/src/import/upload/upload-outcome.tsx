import { Box, Stack, Text } from "@mantine/core";
import { Notice } from "../../session/notice.tsx";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { ButtonLink } from "../../shell/text/links.tsx";
import { useKeptFocus } from "../use-kept-focus.ts";
import { Checked } from "./checked.tsx";
import { Done } from "./done.tsx";
import { failureText, stageLabels, type Upload } from "./labels.ts";
import { ProblemList } from "./problem-list.tsx";
import { ProgressNotice } from "./progress-notice.tsx";
import { UploadActions } from "./upload-actions.tsx";
import { type InStateProps, useUploadActions } from "./use-upload-actions.ts";

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
          <Notice is="info" title="The upload is incomplete">
            It is still running elsewhere, or was interrupted, for example by reloading the page. Incomplete
            uploads are deleted after a day.
          </Notice>
          <UploadActions actions={actions} />
        </>
      );
    case "cancelled":
      return (
        <>
          <Notice is="info" title="Cancelled">
            Nothing was imported, and the uploaded rows are deleted.
          </Notice>
          <Box>
            <ButtonLink to="/imports/new">Start over</ButtonLink>
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
        title={state === "checking" ? "Checking" : "Importing"}
        stage={stageLabels[stage]}
        done={rowsDone}
        all={rows}
        onCancel={() => actions.cancel()}
        isCancelling={actions.isPending}
      />
      <Text size="sm" c="dimmed">
        This continues when you leave the page. {state === "checking" ? "A check imports nothing." : null}
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
        <Notice is="caution" title="Nothing was imported">
          {failureText(failure)}
        </Notice>
      ) : null}
      {state === "failed" ? (
        <UploadActions actions={actions} main={{ label: "Check again", run: () => actions.check() }} />
      ) : (
        <Box>
          <ButtonLink to="/imports/new">Choose the files again</ButtonLink>
        </Box>
      )}
    </>
  );
}
