/** By which the tests learn where the set-up has put the console's build. */
export const consoleVariable = "CARETYPE_TEST_CONSOLE";
