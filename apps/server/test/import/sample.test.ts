import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createImportBench } from "./support.ts";

const sample = fileURLToPath(new URL("../../../../../shared/data/synthea", import.meta.url));
const isThere = existsSync(sample);

test.skipIf(!isThere)(
  `the sample export${isThere ? "" : ` IS NOT THERE, SO NOT TESTED: ${sample}`}`,
  async () => {
    const { signUp, runImport, rowCounts } = await createImportBench();
    const { caller } = await signUp("sample@example.org");
    const first = await runImport(sample, "sample@example.org");
    expect(first.out).toMatch(/^27 patients, 166 doctors, 57 assignments imported \(0 were already there\)/);
    const counts = { patients: 27, doctors: 166, assignments: 57, patientIds: 27, doctorIds: 166 };
    expect(await rowCounts()).toEqual(counts);
    expect((await caller.patient.list({ limit: 200 })).items).toHaveLength(27);
    expect((await caller.assignment.list({ limit: 200 })).items).toHaveLength(57);
    const second = await runImport(sample, "sample@example.org");
    expect(second.out).toMatch(/^0 patients, 0 doctors, 0 assignments imported \(250 were already there\)/);
    expect(await rowCounts()).toEqual(counts);
  },
);
