/**
 * Processor time of a process.
 *
 * @module
 */
import { readdir, readFile } from "node:fs/promises";

/**
 * Milliseconds of all threads; not a number where the system does not tell, as only Linux does.
 *
 * @see https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat
 */
export async function readProcessorTime(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const times = await Promise.all(threads.map(async (thread) => {
    const stat = await readFile(`/proc/${pid}/task/${thread}/schedstat`, "utf8").catch(() => "0");
    return Number(stat.split(" ")[0]) / 1_000_000;
  }));
  return times.length === 0 ? Number.NaN : times.reduce((sum, time) => sum + time);
}
