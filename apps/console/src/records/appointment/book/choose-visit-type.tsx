import type { VisitType } from "@caretype/client";
import { NativeSelect } from "@mantine/core";
import { texts as bookingTexts } from "./texts.en.ts";
import type { BookingChoice } from "./use-booking-choice.ts";

export const ChooseVisitType = ({
  chosen: { visitType, setVisitType },
  visitTypes,
}: {
  chosen: BookingChoice;
  visitTypes: readonly VisitType[];
}) => (
  <NativeSelect
    label={bookingTexts.visitType}
    data-autofocus
    data={visitTypes.map(({ id, name, minutes }) => ({
      value: id,
      label: bookingTexts.visitTypeOption(name, minutes),
    }))}
    value={visitType?.id ?? ""}
    onChange={(event) => setVisitType(event.currentTarget.value)}
  />
);
