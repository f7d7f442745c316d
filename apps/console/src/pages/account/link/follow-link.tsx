import { isErrorCode } from "@caretype/client";
import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useAction } from "../../../kit/behavior/use-action.ts";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
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
  const following = useAction(async () => {
    await follow();
    onDone();
  });
  return (
    <Stack>
      {following.isError ? <LinkRefusal error={following.error} nextStep={nextStep} /> : null}
      {isErrorCode(following.error, "INVALID_LINK") ? null : (
        <SubmitButton isPending={following.isPending} onClick={() => void following.run()}>
          {label}
        </SubmitButton>
      )}
    </Stack>
  );
}
