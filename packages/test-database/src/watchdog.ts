import { spawn } from "node:child_process";

/**
 * Ends a throw-away server and removes its folder if this process dies without doing so, even by kill -9. A shell
 * waits for the end of a pipe that only this process holds open.
 */
export function startWatchdog(pid: number, directory: string): () => void {
  if (process.platform === "win32") return () => undefined;
  const script = 'read -r _; kill -QUIT "$1"; while kill -0 "$1"; do sleep 0.1; done; rm -rf "$2"';
  const shell = spawn("/bin/sh", ["-c", script, "watchdog", String(pid), directory], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.stdin.on("error", () => undefined);
  shell.unref();
  if ("unref" in shell.stdin && typeof shell.stdin.unref === "function") shell.stdin.unref();
  return () => shell.kill("SIGKILL");
}
