/** The variable with the folder of the console's build. */
export const consoleVariable = "CARETYPE_TEST_CONSOLE";
