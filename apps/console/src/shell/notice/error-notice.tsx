import { isNetworkError } from "@caretype/client";
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { isTRPCClientError } from "@trpc/client";
import type { ReactNode } from "react";
import { useStore } from "../behavior/store.ts";
import { connection } from "../connection/connection.ts";
import { PartMissing } from "../connection/load-code.ts";
import { RefusalHint } from "./refusal-hint.tsx";

/** The message of an error, from the server or for an unreachable one. */
export function messageOf(error: unknown): string {
  if (isNetworkError(error)) return "The server cannot be reached. Check the connection and try again.";
  if (isTRPCClientError(error)) return error.message;
  if (error instanceof PartMissing) return "Part of this page could not be loaded.";
  return "This page failed. Reload it. If it happens again, tell the server's administrator.";
}

/** The request id, for the server's log; null without a response. */
function requestIdOf(error: unknown): string | null {
  const id: unknown = isTRPCClientError(error) ? Object(error.data).requestId : null;
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
  retryLabel = "Try again",
}: ErrorNoticeProps) {
  const requestId = requestIdOf(error);
  const isBack = useStore(connection) === "online" && isNetworkError(error);
  const title = isBack ? "The server did not answer. Try again." : messageOf(error);
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
            Request {requestId}
          </Text>
        ) : null}
      </Group>
    </Alert>
  );
}
