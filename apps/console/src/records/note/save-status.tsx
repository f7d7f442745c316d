import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useStore } from "../../kit/behavior/store.ts";
import { connection } from "../../kit/connection/connection.ts";
import { fieldErrors } from "../../kit/form/field-messages.ts";
import { messageOf } from "../../kit/notice/error-notice.tsx";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../words/common/common.ts";
import type { Autosave, SaveState } from "./autosave.ts";
import { texts as noteTexts } from "./texts.en.ts";

const { editor: texts } = noteTexts;

/** Whether the draft is saved, in a few words beside the buttons. */
export function SaveStatus({ state }: { state: SaveState }) {
  const { time } = usePracticeTime();
  const isOnline = useStore(connection) === "online";
  if (state.is === "saved") return <Status text={texts.savedAt(time(state.at))} />;
  if (state.is !== "saving" && state.is !== "waiting") return null;
  // An attempt without a connection takes some seconds to fail.
  return <Status text={isOnline ? texts.saving : texts.isFailed} />;
}

const Status = ({ text }: { text: string }) => (
  <Text size="sm" c="dimmed">
    {text}
  </Text>
);

/** Says that the text is not saved, where it is meanwhile, and why. */
export function SaveFailure({ autosave, error }: { autosave: Autosave; error: unknown }) {
  const isKept = autosave.isKept();
  const [fields] = Object.values(fieldErrors(error));
  return (
    <Alert
      color={isKept ? "yellow" : "red"}
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={isKept ? texts.isFailed : texts.isNotKept}
    >
      <Stack gap="xs" align="start">
        <Text size="sm">{fields?.[0] ?? messageOf(error)}</Text>
        <Button size="xs" variant="default" onClick={() => void autosave.flush()}>
          {commonTexts.tryAgain}
        </Button>
      </Stack>
    </Alert>
  );
}
