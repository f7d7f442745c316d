/**
 * A launcher may signal this process and also its group.
 * Nobody presses Ctrl-C twice within this time.
 */
export const sameSignalMilliseconds = 500;
