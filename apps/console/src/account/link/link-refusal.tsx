import { isErrorCode } from "@caretype/client";
import { Alert } from "@mantine/core";
import type { ReactNode } from "react";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";

const title = "This link is not good any more: it was used, has expired, or a newer one was mailed.";

/** Why a link could not be followed, and what can be done then. */
export function LinkRefusal({ error, otherwise }: { error: unknown; otherwise?: ReactNode }) {
  if (!isErrorCode(error, "INVALID_LINK")) return <ErrorNotice error={error} />;
  return (
    <Alert color="red" role="alert" title={title}>
      {otherwise}
    </Alert>
  );
}
