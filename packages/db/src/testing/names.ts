/** The environment variable that gives test workers the URL of the run's cluster. */
export const clusterVariable = "CARETYPE_TEST_CLUSTER";
export const templateName = "caretype_template";
