export type ClusterKind = {
  durable: boolean;
  port: number;
  maxConnections?: number | undefined;
  /** More settings, such as those of a recovery. */
  settings?: Readonly<Record<string, string | number>> | undefined;
};

/** Passed on the command line, so that the files in the data folder stay as initdb made them. */
export function serverOptions({ durable, port, maxConnections, settings: more }: ClusterKind): string[] {
  const own = maxConnections === undefined ? {} : { max_connections: maxConnections };
  const settings = { ...common, ...(durable ? safe : throwaway), ...own, ...more, port };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

const common = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  jit: "off",
  // A container's /dev/shm is 64 MB, and parallel workers fail when it is full.
  max_parallel_workers_per_gather: 0,
  random_page_cost: 1.1,
};

const safe = {
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  max_connections: 100,
  shared_buffers: "128MB",
  effective_cache_size: "512MB",
  maintenance_work_mem: "64MB",
  wal_compression: "on",
  max_wal_size: "1GB",
  // Existing log files are reused. A new file of 16 MB is filled with zeros first, and commits wait for that.
  min_wal_size: "1GB",
  // Statements and error details contain patient data, so they stay out of the log.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_checkpoints: "off",
  // An archive that cannot be written must not fill the disk. It then begins anew, with a base backup.
  max_slot_wal_keep_size: "10GB",
};

const throwaway = {
  fsync: "off",
  full_page_writes: "off",
  // A test that kills the server must find the writes that were acknowledged.
  synchronous_commit: "on",
  wal_level: "minimal",
  max_wal_senders: 0,
  // It may be in memory.
  max_wal_size: "1GB",
  max_connections: 300,
  shared_buffers: "128MB",
  // An autovacuum worker in a template database would prevent cloning it.
  autovacuum: "off",
  io_method: "sync",
  // In the data folder, which is removed even after kill -9.
  dynamic_shared_memory_type: "mmap",
};
