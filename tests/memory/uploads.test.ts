/**
 * The memory that large uploads take on real Deno, what becomes of a chunk that is refused on the way, and of
 * sources that end early; see measure.ts.
 *
 * @module
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { SMALL, type StandIn, startStandIn } from "./harness.ts";
import { REFUSED } from "./stand-in/upload.ts";

const MIB = 1_024 ** 2;
const LIMIT_MIB = 64;
const TIMEOUT = 60_000;

/** Functions with the bytes of a file, the share of a refused chunk that is sent again, and their digests. */
const CASES = [
  // Drive says that it has half of the chunk.
  { name: "google-drive-upload", bytes: 300_000_000, repeated: 0.5, asked: 1, chunk: 4 * MIB, digests: 0 },
  // Dropbox has all of it, and says so when it is sent again.
  { name: "dropbox-upload", bytes: 100_000_000, repeated: 1, asked: 0, chunk: 4 * MIB, digests: 0 },
  { name: "box-upload", bytes: 100_000_000, repeated: 1, asked: 1, chunk: 8 * MIB, digests: 14 },
  { name: "onedrive-upload", bytes: 100_000_000, repeated: 1, asked: 1, chunk: 5 * MIB, digests: 0 },
] as const;

const CUT = [
  { name: "dropped", bytes: 30_000_000, announced: 40_000_000 },
  { name: "short", bytes: 30_000_000, announced: "none", size: 40_000_000 },
] as const;

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.stop());

it.each(CASES)(
  "$name takes less than 64 MiB, resumes a refused chunk, and makes no file of a cut source",
  async ({ name, bytes, repeated, asked, chunk, digests }) => {
    const sources = [SMALL, { name: REFUSED, bytes }, ...CUT];
    const [small, large, ...cut] = await standIn.upload(name, sources, TIMEOUT);
    expect([small?.status, (await standIn.report(SMALL.name)).complete]).toEqual([200, true]);

    expect(large).toMatchObject({ status: 200, body: { size: bytes } });
    expect(await standIn.report(REFUSED)).toEqual({
      received: bytes,
      differing: 0,
      refused: chunk,
      sent: bytes + repeated * chunk,
      asked,
      digests,
      wrongDigests: 0,
      complete: true,
    });
    const growth = (large?.growth ?? Infinity) / MIB;
    console.log(
      `${name}: ${bytes / 1_000_000} MB in ${large?.seconds.toFixed(1)} s, ${growth.toFixed(1)} MiB`,
    );
    expect(growth).toBeLessThan(LIMIT_MIB);

    expect(cut).toHaveLength(CUT.length);
    for (const { name, status, body } of cut) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body.outcome).toBe("not_done");
      const report = await standIn.report(name);
      expect(report).toMatchObject({ complete: false, differing: 0 });
      expect(report.received).toBeGreaterThan(0);
    }
  },
  TIMEOUT,
);
