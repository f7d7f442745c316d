import type { Patient } from "@caretype/client";
import { Button, Group, NativeSelect, Stack } from "@mantine/core";
import { Suspense, useState } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { WithheldNotice } from "../restriction/withheld-notice.tsx";
import { useShownUnits } from "../unit/units.ts";
import { texts } from "./texts.en.ts";
import { type Period, periods } from "./trend-period.ts";
import { Trends } from "./trends.tsx";
import { UnitsSwitch } from "./units-switch.tsx";

const NewVitals = lazyPart(() => import("./new-vitals.tsx"), "NewVitals");

/** A patient's vital signs over time, and the form for new ones. */
export function Vitals({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const shown = useShownUnits();
  const [isAdding, setAdding] = useState(false);
  const [period, setPeriod] = useState<Period>("year");
  return (
    <Stack>
      <WithheldNotice patientId={patient.id} />
      <Group justify="space-between" align="end">
        <Group align="end">
          <NativeSelect
            label={texts.period}
            size="xs"
            data={periods.map((value) => ({ value, label: texts.periods[value] }))}
            value={period}
            onChange={({ currentTarget: { value } }) =>
              setPeriod(periods.find((each) => each === value) ?? period)
            }
          />
          <UnitsSwitch {...shown} />
        </Group>
        {may("clinical:write") ? <Button onClick={() => setAdding(true)}>{texts.add}</Button> : null}
      </Group>
      <Trends patient={patient} period={period} units={shown.units} />
      <Suspense>
        {isAdding ? <NewVitals patient={patient} shown={shown} onClose={() => setAdding(false)} /> : null}
      </Suspense>
    </Stack>
  );
}
