import { isErrorCode } from "@caretype/client";
import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { texts } from "./texts.en.ts";

/** Why nothing was signed. Nothing without an error. */
export function SignRefusal({ error }: { error: unknown }) {
  if (!error) return null;
  if (!isErrorCode(error, "SIGNED_CONTENT_CHANGED")) return <ErrorNotice error={error} />;
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
      {texts.hasChanged}
    </Alert>
  );
}
