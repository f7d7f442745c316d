/** The environment variable that gives test workers the URL of the run's cluster. */
export const clusterVariable = "CARETYPE_TEST_CLUSTER";

/** Migrated databases, of which tests get copies. The clock of the second one can be moved. */
export const templates = { plain: "caretype_template", movableClock: "caretype_clock_template" } as const;
export type Template = keyof typeof templates;
