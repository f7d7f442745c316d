import type { RouterOutputs } from "@caretype/client";
import { Alert, Anchor } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";

type Refusal = NonNullable<RouterOutputs["doctor"]["mayChange"]["refusal"]>;

/** Why nothing can be changed here, and what would have to be so that it can. */
export function DirectoryNotice({ refusal }: { refusal: Refusal }) {
  return (
    <Alert variant="light" color="gray" icon={<IconInfoCircle aria-hidden />} mb="md">
      {refusal === "DOCTOR_OF_OTHERS" ? (
        "Another practice has added this doctor. An owner of a practice that uses the entry can change it: one with a patient who is assigned to the doctor, or where the doctor is a member."
      ) : (
        <>
          All practices of this server share the doctors. To add or change them,{" "}
          <Anchor component={Link} to="/account" size="sm">
            verify your e-mail address
          </Anchor>{" "}
          first.
        </>
      )}
    </Alert>
  );
}
