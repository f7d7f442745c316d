import type { Patient } from "@caretype/client";
import { useState } from "react";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { PlainButton } from "../../../../kit/theme/plain-button.tsx";
import { texts } from "./texts.en.ts";

const NewVitals = lazyPart(() => import("./new-vitals.tsx"), "NewVitals");

export function AddVitals({ patient }: { patient: Patient }) {
  const [isMeasuring, setMeasuring] = useState(false);
  return (
    <>
      <PlainButton label={texts.add} onClick={() => setMeasuring(true)} />
      {isMeasuring ? <NewVitals patient={patient} onClose={() => setMeasuring(false)} /> : null}
    </>
  );
}
