import type { RouterOutputs } from "@caretype/client";
import { Alert, Anchor } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";

type Refusal = NonNullable<RouterOutputs["doctor"]["mayChange"]["refusal"]>;

/** Says why the reader cannot change a doctor, and what would allow it. */
export function DirectoryNotice({ refusal }: { refusal: Refusal }) {
  return (
    <Alert variant="light" color="gray" icon={<IconInfoCircle aria-hidden />} mb="md">
      {refusal === "DOCTOR_OF_OTHERS" ? (
        "Another practice added this doctor. You can change the entry as an owner of a practice where the doctor has patients or is a member."
      ) : (
        <>
          All practices on this server share the doctors. To add or change them,{" "}
          <Anchor component={Link} to="/account" size="sm">
            verify your email address
          </Anchor>{" "}
          first.
        </>
      )}
    </Alert>
  );
}
