/** @module */
import { describe, expect, it } from "vitest";
import { VirtualClock } from "./clock.ts";

const { signal } = new AbortController();

describe("the virtual clock", () => {
  it("stands still until somebody waits", async () => {
    const clock = new VirtualClock(1_000);
    expect(clock.now()).toBe(1_000);
    await clock.wait(500, signal);
    expect(clock.now()).toBe(1_500);
    expect(clock.waits).toEqual([500]);
  });

  it("lets waits that are made side by side pass side by side", async () => {
    const clock = new VirtualClock(0);
    await Promise.all([clock.wait(300, signal), clock.wait(200, signal)]);
    expect(clock.now()).toBe(300);
  });

  it("calls back what is due on the way, and nothing that was cancelled", async () => {
    const clock = new VirtualClock(0);
    const called: number[] = [];
    clock.after(100, () => called.push(clock.now()));
    clock.after(150, () => called.push(clock.now()))();
    clock.after(900, () => called.push(clock.now()));
    await clock.wait(500, signal);
    expect(called).toEqual([100]);
    clock.advance(1_000);
    expect(called).toEqual([100, 900]);
    expect(clock.now()).toBe(1_500);
  });

  it("ends a wait when its signal aborts", async () => {
    const clock = new VirtualClock(0);
    const controller = new AbortController();
    clock.after(100, () => controller.abort(new Error("late")));
    await expect(clock.wait(500, controller.signal)).rejects.toThrow("late");
    await expect(clock.wait(500, controller.signal)).rejects.toThrow("late");
  });

  it("lets what hangs hang until its signal aborts", async () => {
    const clock = new VirtualClock(0);
    const controller = new AbortController();
    clock.after(700, () => controller.abort());
    await clock.hang(controller.signal);
    expect(clock.now()).toBe(700);
  });

  it("rejects what would hang forever", async () => {
    await expect(new VirtualClock(0).hang(signal)).rejects.toThrow("Nothing would ever end this wait");
  });
});
