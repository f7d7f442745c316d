/** A launcher may send a signal to this process and once more to its group; nobody presses Ctrl-C again so soon. */
export const sameSignalMilliseconds = 500;
