import { createContext } from "react";
import type { Doctors, Visits } from "./use-of-patients.ts";

/** What is read for a column, beside the patients: by patient. */
export type Beside = { doctors: Doctors; visits: Visits };

/** Passes it to its cells without rendering all rows again. */
export const BesideContext = createContext<Beside>({ doctors: new Map(), visits: new Map() });
