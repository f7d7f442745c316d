import { Alert } from "@mantine/core";
import { isTRPCClientError } from "@trpc/client";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";

/** By the names of what browsers reject with. */
const words: Record<string, string> = {
  NotAllowedError: "No passkey was given. Try again, or take another way.",
  AbortError: "No passkey was given. Try again, or take another way.",
  InvalidStateError: "This device has a passkey of your account already.",
  OthersPasskey: "This is another account's passkey. Only who has opened this page can go on with it.",
  SecurityError: "Passkeys of this server belong to another address. Open the console at that one.",
};

/** What went wrong with a passkey: the server's words, or what the browser means. */
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
