/** Where the workers of a test run find the cluster that the global set-up has started. */
export const clusterVariable = "CARETYPE_TEST_CLUSTER";
export const templateName = "caretype_template";
