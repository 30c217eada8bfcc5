/**
 * Images of LinkedIn posts: their types, and the waits before a post that the examples do not record.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { type Exchange, exchangesOf, loadExamples } from "../../sandbox/example.ts";
import post from "../../functions/linkedin-post-images/entry.ts";
import { imageType } from "../../shared/services/linkedin-images.ts";
import { replay } from "../support/replay.ts";

describe("types of images", () => {
  it.each([
    ["\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"],
    ["\x89PNG\r\n\x1a\n\0\0", "image/png"],
    ["GIF87a\x01\0", "image/gif"],
    ["GIF89a\x01\0", "image/gif"],
    ["\xff\xd8\xff", "image/jpeg"],
    ["", undefined],
    ["\xff\xd8", undefined],
    ["\x89PNG", undefined],
    ["GIF90a", undefined],
    [" GIF89a", undefined],
    ["RIFF\x1a\0\0\0WEBPVP8 ", undefined],
    ["<svg xmlns=", undefined],
  ])("%j: %s", (text, type) => {
    expect(imageType(Uint8Array.from(text, (character) => character.charCodeAt(0)))).toBe(type);
  });
});

describe("the wait for LinkedIn's processing", () => {
  it("comes before the post, and once more after a refusal", async () => {
    const ready = await replay(post, await example("success"));
    expect(ready.world.clock.waits).toEqual([3_000]);
    const late = await replay(post, await example("not-ready"));
    expect(late.world.clock.waits).toEqual([3_000, 3_000]);
  });

  it("ends after the second refusal, with nothing done", async () => {
    const recorded = await example("not-ready");
    const exchanges = exchangesOf(recorded);
    const refused = exchanges.find(isRefused);
    if (!refused) throw new Error("Expected a refusal in the example");
    const { body, world, requests } = await replay(post, {
      ...recorded,
      exchanges: [...exchanges.slice(0, -1), refused],
    });
    expect(body).toMatchObject({ code: "provider_rejected", outcome: "not_done" });
    expect(world.clock.waits).toEqual([3_000, 3_000]);
    expect(requests.sent).toEqual(requests.recorded);
  });
});

function isRefused({ response }: Exchange): boolean {
  return response?.status === 422;
}

async function example(name: string) {
  const found = (await loadExamples("linkedin-post-images")).find((example) => example.case === name);
  if (!found) throw new Error(`Expected the example ${name}.json`);
  return found;
}
