import { CallError } from "@caretype/client";
import { Alert } from "@mantine/core";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { passkey as texts } from "./texts.en.ts";

const words: Record<string, string> = {
  NotAllowedError: texts.isUnused,
  AbortError: texts.isUnused,
  InvalidStateError: texts.exists,
  OthersPasskeyError: texts.isOthers,
  SecurityError: texts.isElsewhere,
};

/** The error of a passkey, from the server or the browser. */
export function PasskeyNotice({ error }: { error: unknown }) {
  if (error instanceof CallError) return <ErrorNotice error={error} />;
  const { name } = Object(error);
  const isKnown = typeof name === "string" && Object.hasOwn(words, name);
  return <Alert color="red" role="alert" title={(isKnown && words[name]) || texts.failed} />;
}
