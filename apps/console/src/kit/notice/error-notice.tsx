import {
  CallError,
  errorCode,
  fieldErrors,
  isErrorCode,
  isNetworkError,
  retryAfterMs,
} from "@caretype/client";
import { Alert, type AlertProps, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { texts as basicTexts } from "../../words/basic/texts.en.ts";
import { language } from "../../words/settings/locale.ts";
import { texts as shellTexts } from "../../words/shell/texts.en.ts";
import { useStore } from "../behavior/store.ts";
import { connection } from "../connection/connection.ts";
import { PartMissing } from "../connection/load-code.ts";
import { AppLink } from "../navigation/app-link.tsx";
import { Dimmed } from "../theme/dimmed.tsx";
import { SmallButton } from "../theme/plain-button.tsx";
import { texts as errorTexts } from "./errors/texts.en.ts";
import { sayField } from "./say-field.ts";
import { texts as noticeTexts } from "./texts.en.ts";

/** An error's message in the page's language, by its code. English uses the server's message. */
export function messageOf(error: unknown): string {
  if (isNetworkError(error)) return noticeTexts.unreachable;
  const code = errorCode(error);
  const { permissions } = noticeTexts;
  if (errorTexts && permissions && isErrorCode(error, "PERMISSION_DENIED") && error.data.permission)
    return `${errorTexts.PERMISSION_DENIED}: ${permissions[error.data.permission]}`;
  if (code === "INVALID_INPUT") return noticeTexts.isInvalid(reasonsIn(error));
  if (code && errorTexts?.[code]) return errorTexts[code];
  if (error instanceof CallError) return error.shape?.message ?? error.message;
  if (error instanceof PartMissing) return noticeTexts.partMissing;
  return noticeTexts.pageFailed;
}

/** The cause, without the API's field names. Empty if unknown. */
function reasonsIn(error: unknown): string {
  const say = sayField.get();
  const reasons = say ? Object.values(fieldErrors(error)).flat().map(say) : [];
  return [...new Set(reasons)].join(". ");
}

/** The request id, to find the server's log entry. Null unless the server failed: user errors need no log. */
function requestIdOf(error: unknown): string | null {
  const isOurs = error instanceof CallError && (error.status ?? 0) >= 500;
  const id: unknown = isOurs ? Object(error.data).requestId : null;
  return typeof id === "string" ? id : null;
}

/** For errors that are not of a call. */
export const ErrorAlert = (props: AlertProps) => (
  <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} {...props} />
);

type ErrorNoticeProps = {
  error: unknown;
  /** What the user can do. */
  hint?: ReactNode;
  onRetry?: () => void;
  /** Default: `Try again`. */
  retryLabel?: string;
};

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
    <ErrorAlert title={title}>
      {hint}
      <Group>
        {onRetry ? <SmallButton label={retryLabel} onClick={onRetry} /> : null}
        {requestId ? <Dimmed size="xs">{noticeTexts.request(requestId)}</Dimmed> : null}
      </Group>
    </ErrorAlert>
  );
}

/** Remedies for common refusals. */
export function RefusalHint({ error }: { error: unknown }) {
  if (isErrorCode(error, "LAST_OWNER")) return <Text size="sm">{shellTexts.notice.lastOwner}</Text>;
  if (error instanceof CallError && error.status === 429)
    return <Text size="sm">{shellTexts.notice.tryAgain(waitOf(error))}</Text>;
  if (isErrorCode(error, "STALE_VERSION")) return <Text size="sm">{shellTexts.notice.isStale}</Text>;
  if (!isErrorCode(error, "SECOND_FACTOR_SETUP_REQUIRED")) return null;
  return (
    <Text size="sm">
      {shellTexts.notice.secondFactor(
        <AppLink label={shellTexts.notice.setUpSecondFactor} to="/account/security" underline="always" />,
      )}
    </Text>
  );
}

/** The required delay: `in 40 seconds`. */
function waitOf(error: unknown): string {
  const seconds = (retryAfterMs(error) ?? 0) / 1_000;
  if (seconds === 0) return shellTexts.notice.inAMoment;
  const words = new Intl.RelativeTimeFormat(language);
  if (seconds < 100) return words.format(Math.ceil(seconds), "second");
  return seconds < 6_000
    ? words.format(Math.ceil(seconds / 60), "minute")
    : words.format(Math.ceil(seconds / 3_600), "hour");
}
