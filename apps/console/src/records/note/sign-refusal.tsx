import { isErrorCode } from "@caretype/client";
import { ErrorAlert, ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { texts } from "./texts.en.ts";

/** Why nothing was signed. Nothing without an error. */
export function SignRefusal({ error }: { error: unknown }) {
  if (!error) return null;
  if (!isErrorCode(error, "SIGNED_CONTENT_CHANGED")) return <ErrorNotice error={error} />;
  return <ErrorAlert>{texts.hasChanged}</ErrorAlert>;
}
