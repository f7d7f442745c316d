import { isErrorCode } from "@caretype/client";
import { Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { SubmitButton } from "../../session/submit-button.tsx";
import { LinkRefusal } from "./link-refusal.tsx";

type FollowLinkProps = {
  label: string;
  follow: () => Promise<unknown>;
  onDone: () => void;
  /** What can be done where the link is good no more. */
  otherwise?: ReactNode;
};

/** A link that needs nothing but a click. */
export function FollowLink({ label, follow, onDone, otherwise }: FollowLinkProps) {
  const following = useMutation({ mutationFn: follow, onSuccess: onDone });
  return (
    <Stack>
      {following.isError ? <LinkRefusal error={following.error} otherwise={otherwise} /> : null}
      {isErrorCode(following.error, "INVALID_LINK") ? null : (
        <SubmitButton isPending={following.isPending} onClick={() => following.mutate()}>
          {label}
        </SubmitButton>
      )}
    </Stack>
  );
}
