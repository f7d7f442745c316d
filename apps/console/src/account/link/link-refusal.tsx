import { isErrorCode } from "@caretype/client";
import { Alert } from "@mantine/core";
import type { ReactNode } from "react";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";

const title = "This link is no longer valid: it was used, has expired, or was replaced by a newer one.";

/** Says why a link was refused, and what to do. */
export function LinkRefusal({ error, nextStep }: { error: unknown; nextStep?: ReactNode }) {
  if (!isErrorCode(error, "INVALID_LINK")) return <ErrorNotice error={error} />;
  return (
    <Alert color="red" role="alert" title={title}>
      {nextStep}
    </Alert>
  );
}
