import { CallError, errorCode, isNetworkError } from "@caretype/client";
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { texts as basicTexts } from "../../words/basic/texts.en.ts";
import { useStore } from "../behavior/store.ts";
import { connection } from "../connection/connection.ts";
import { PartMissing } from "../connection/load-code.ts";
import { texts as errorTexts } from "./errors/texts.en.ts";
import { RefusalHint } from "./refusal-hint.tsx";
import { texts as noticeTexts } from "./texts.en.ts";

/** The message of an error in the page's language, by its code. English has the server's own message. */
export function messageOf(error: unknown): string {
  if (isNetworkError(error)) return noticeTexts.unreachable;
  const code = errorCode(error);
  if (code && errorTexts?.[code]) return errorTexts[code];
  if (error instanceof CallError) return error.message;
  if (error instanceof PartMissing) return noticeTexts.partMissing;
  return noticeTexts.pageFailed;
}

/** The request id, for the server's log; null without a response. */
function requestIdOf(error: unknown): string | null {
  const id: unknown = error instanceof CallError ? Object(error.data).requestId : null;
  return typeof id === "string" ? id : null;
}

type ErrorNoticeProps = {
  error: unknown;
  /** What the reader can do. */
  hint?: ReactNode;
  onRetry?: () => void;
  /** Default: `Try again`. */
  retryLabel?: string;
};

/** An error message with a retry button. */
export function ErrorNotice({
  error,
  hint = <RefusalHint error={error} />,
  onRetry,
  retryLabel = basicTexts.tryAgain,
}: ErrorNoticeProps) {
  const requestId = requestIdOf(error);
  const isBack = useStore(connection) === "online" && isNetworkError(error);
  const title = isBack ? noticeTexts.unanswered : messageOf(error);
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={title}>
      {hint}
      <Group>
        {onRetry ? (
          <Button size="xs" variant="default" onClick={onRetry}>
            {retryLabel}
          </Button>
        ) : null}
        {requestId ? (
          <Text size="xs" c="dimmed">
            {noticeTexts.request(requestId)}
          </Text>
        ) : null}
      </Group>
    </Alert>
  );
}
