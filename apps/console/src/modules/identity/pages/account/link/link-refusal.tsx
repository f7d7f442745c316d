import { isErrorCode } from "@caretype/client";
import { Alert } from "@mantine/core";
import type { ReactNode } from "react";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { texts as linkTexts } from "./texts.en.ts";

export function LinkRefusal({ error, nextStep }: { error: unknown; nextStep?: ReactNode }) {
  if (!isErrorCode(error, "INVALID_LINK")) return <ErrorNotice error={error} />;
  return (
    <Alert color="red" role="alert" title={linkTexts.isInvalid}>
      {nextStep}
    </Alert>
  );
}
