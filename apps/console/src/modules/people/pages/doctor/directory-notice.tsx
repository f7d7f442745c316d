import type { RouterOutputs } from "@caretype/client";
import { Alert, Anchor } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { texts as doctorTexts } from "../../records/doctor/texts.en.ts";

type Refusal = NonNullable<RouterOutputs["doctor"]["mayChange"]["refusal"]>;

export const DirectoryNotice = ({ refusal }: { refusal: Refusal }) => (
  <Alert variant="light" color="gray" icon={<IconInfoCircle aria-hidden />} mb="md">
    {refusal === "DOCTOR_OF_OTHERS"
      ? doctorTexts.form.ofOthers
      : doctorTexts.form.unverified(
          <Anchor component={Link} to="/account" size="sm" underline="always">
            {doctorTexts.form.verifyEmail}
          </Anchor>,
        )}
  </Alert>
);
