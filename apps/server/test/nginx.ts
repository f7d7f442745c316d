import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@caretype/postgres/free-port";

export type Nginx = {
  port: number;
  /** Its log of failing servers. */
  errors(): string;
  stop(): Promise<void>;
};

const program = "nginx";
/** Debian installs it in a folder outside the `PATH` of ordinary users. */
const env = { ...process.env, PATH: `${process.env.PATH ?? ""}:/usr/sbin:/usr/local/sbin` };

/** Whether nginx is installed. If not, tests that need it are skipped with a message. */
export function hasNginx(): boolean {
  if (spawnSync(program, ["-v"], { env }).status === 0) return true;
  process.stderr.write("SKIPPED: tests behind nginx, which is not installed: apt-get install nginx-light\n");
  return false;
}

/** Starts nginx in front of servers on these ports, as in `deploy/proxy/nginx.conf`. */
export async function startNginx(ports: readonly number[]): Promise<Nginx> {
  const directory = mkdtempSync(path.join(tmpdir(), "caretype-nginx-"));
  const port = await freePort();
  const errorLog = path.join(directory, "error.log");
  writeFileSync(path.join(directory, "nginx.conf"), configuration(directory, { port, ports }));
  const child = spawn(program, ["-p", directory, "-e", errorLog, "-c", path.join(directory, "nginx.conf")], {
    env,
    stdio: "ignore",
  });
  while (child.exitCode === null && !(await accepts(port))) await pause(10);
  const errors = () => readFileSync(errorLog, "utf8");
  if (child.exitCode !== null) throw new Error(`nginx did not start: ${errors()}`);
  return {
    port,
    errors,
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      rmSync(directory, { recursive: true });
    },
  };
}

type Upstream = { port: number; ports: readonly number[] };

const configuration = (directory: string, { port, ports }: Upstream) => `
daemon off;
master_process off;
pid ${directory}/nginx.pid;
events {}
http {
  access_log off;
  client_body_temp_path ${directory}/body;
  proxy_temp_path ${directory}/proxy;
  fastcgi_temp_path ${directory}/fastcgi;
  uwsgi_temp_path ${directory}/uwsgi;
  scgi_temp_path ${directory}/scgi;
  upstream caretype {
${ports.map((each) => `    server 127.0.0.1:${each} max_fails=0;`).join("\n")}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://caretype;
      proxy_set_header Host localhost;
    }
  }
}
`;

function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  return new Promise((resolve) => {
    socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
  }).then((isOpen) => {
    socket.destroy();
    return isOpen === true;
  });
}
