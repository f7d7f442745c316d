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
  /** Shown when the link is no longer valid. */
  nextStep?: ReactNode;
};

/** A mailed link that needs only a click. */
export function FollowLink({ label, follow, onDone, nextStep }: FollowLinkProps) {
  const following = useMutation({ mutationFn: follow, onSuccess: onDone });
  return (
    <Stack>
      {following.isError ? <LinkRefusal error={following.error} nextStep={nextStep} /> : null}
      {isErrorCode(following.error, "INVALID_LINK") ? null : (
        <SubmitButton isPending={following.isPending} onClick={() => following.mutate()}>
          {label}
        </SubmitButton>
      )}
    </Stack>
  );
}
