/**
 * Resident memory of a process and of all that it started.
 *
 * @module
 */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { platform } from "node:os";
import { promisify } from "node:util";

const SAMPLE_MS = 500;
const MIB = 1_024 ** 2;

/** In bytes. */
export interface Sample {
  /** The process itself. */
  root: number;
  /** The runtime that it started, by the name of its program. */
  runtime: number;
  /** These and all others. */
  all: number;
}

interface Process {
  pid: number;
  parent: number;
  name: string;
  bytes: number;
}

/** Samples until the returned function is called. */
export async function watchMemory(pid: number, runtime: string): Promise<() => Promise<Sample[]>> {
  const samples = [await takeSample(pid, runtime)];
  let last = Promise.resolve();
  const timer = setInterval(() => {
    last = last.then(async () => void samples.push(await takeSample(pid, runtime)));
  }, SAMPLE_MS);
  return async () => {
    clearInterval(timer);
    await last;
    return samples;
  };
}

/**
 * The memory of the last third of the time may exceed that of the middle third by this much: heaps below their
 * limits still grow a little before they are collected, and buffers come and go. What is kept of every call soon
 * is more.
 */
export function allowedGrowth(bytes: number): number {
  return bytes * 0.1 + 16 * MIB;
}

/** Medians of the middle and of the last third. */
export function lateMedians(values: readonly number[]): { middle: number; last: number } {
  const third = Math.floor(values.length / 3);
  return { middle: median(values.slice(third, 2 * third)), last: median(values.slice(2 * third)) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function takeSample(pid: number, runtime: string): Promise<Sample> {
  const processes = await (platform() === "linux" ? readProc() : askPs());
  const family = descendants(processes, pid);
  const sum = (chosen: readonly Process[]) => chosen.reduce((total, { bytes }) => total + bytes, 0);
  return {
    root: sum(family.filter((process) => process.pid === pid)),
    runtime: sum(family.filter(({ name }) => name === runtime)),
    all: sum(family),
  };
}

function descendants(processes: readonly Process[], root: number): Process[] {
  const family = processes.filter(({ pid }) => pid === root);
  for (const { pid } of family) family.push(...processes.filter(({ parent }) => parent === pid));
  return family;
}

async function readProc(): Promise<Process[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const processes = await Promise.all(pids.map(async (pid) => {
    // It may have ended in the meantime.
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    const field = (name: string) => new RegExp(`^${name}:\\s*(.*?)( kB)?$`, "m").exec(status)?.[1] ?? "";
    return toProcess(pid, field("PPid"), field("VmRSS"), field("Name"));
  }));
  return processes;
}

async function askPs(): Promise<Process[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,rss=,comm="]);
  return stdout.trim().split("\n").map((line) => {
    const [pid = "", parent = "", kib = "", ...name] = line.trim().split(/\s+/);
    return toProcess(pid, parent, kib, name.join(" ").split("/").at(-1) ?? "");
  });
}

function toProcess(pid: string, parent: string, kib: string, name: string): Process {
  return { pid: Number(pid), parent: Number(parent), name, bytes: Number(kib) * 1_024 };
}
