import { Alert } from "@mantine/core";
import { isTRPCClientError } from "@trpc/client";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";

/** Messages by the name of the browser's error. */
const words: Record<string, string> = {
  NotAllowedError: "No passkey was used. Try again, or use another method.",
  AbortError: "No passkey was used. Try again, or use another method.",
  InvalidStateError: "This device already has a passkey for your account.",
  OthersPasskey: "This passkey belongs to another account. Use one of the account that opened this page.",
  SecurityError: "Passkeys of this server work only at its configured address. Open the console there.",
};

/** The error of a passkey, from the server or the browser. */
export function PasskeyNotice({ error }: { error: unknown }) {
  if (isTRPCClientError(error)) return <ErrorNotice error={error} />;
  const { name } = Object(error);
  const isKnown = typeof name === "string" && Object.hasOwn(words, name);
  return (
    <Alert
      color="red"
      role="alert"
      title={isKnown ? words[name] : "This browser could not use a passkey here."}
    />
  );
}
