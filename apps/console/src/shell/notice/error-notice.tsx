import { isNetworkError } from "@caretype/client";
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { isTRPCClientError } from "@trpc/client";
import type { ReactNode } from "react";
import { useStore } from "../behavior/store.ts";
import { connection } from "../connection/connection.ts";
import { PartMissing } from "../connection/load-code.ts";
import { RefusalHint } from "./refusal-hint.tsx";

/** What a reader is told of an error: the server's own words, or that it could not be reached. */
export function messageOf(error: unknown): string {
  if (isNetworkError(error)) return "The server is out of reach. Look at the connection, and try again.";
  if (isTRPCClientError(error)) return error.message;
  if (error instanceof PartMissing)
    return "A part of this page could not be loaded. Load it anew in a moment.";
  return "This page has a fault. Load it anew; if it comes back, tell who looks after the server.";
}

/** By which the server's log has more about it; null where no answer came. */
function requestIdOf(error: unknown): string | null {
  const id: unknown = isTRPCClientError(error) ? Object(error.data).requestId : null;
  return typeof id === "string" ? id : null;
}

type ErrorNoticeProps = {
  error: unknown;
  /** What the reader can do about it. */
  hint?: ReactNode;
  onRetry?: () => void;
};

/** An error in the place of what it has kept from showing, with a way to try again. */
export function ErrorNotice({ error, hint = <RefusalHint error={error} />, onRetry }: ErrorNoticeProps) {
  const requestId = requestIdOf(error);
  const isBack = useStore(connection) === "online" && isNetworkError(error);
  const title = isBack ? "The server did not answer. Try again." : messageOf(error);
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={title}>
      {hint}
      <Group>
        {onRetry ? (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
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
