/**
 * Base44's file storage: `/files/<name>?bytes=<size>`, with `announced` where it says another size than that, or
 * `announced=none` where it says none. A file that is shorter than announced breaks off.
 *
 * @module
 */
import type { ServerResponse } from "node:http";
import type { Call } from "./http.ts";
import { patternAt } from "./pattern.ts";

const PIECE = 256 * 1_024;

export async function sendFile({ response, url: { searchParams } }: Call): Promise<void> {
  const size = Number(searchParams.get("bytes"));
  const announced = searchParams.get("announced") ?? String(size);
  response.writeHead(200, {
    "content-type": "video/mp4",
    ...(announced !== "none" && { "content-length": announced }),
  });
  for (let at = 0; at < size; at += PIECE) {
    if (!response.write(patternAt(at, Math.min(PIECE, size - at)))) await drained(response);
  }
  if (announced === "none" || Number(announced) === size) response.end();
  else response.destroy();
}

/** Rejects where the reader goes away. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const close = () => reject(new Error("Expected somebody to read the file"));
    response.once("close", close);
    response.once("drain", () => {
      response.off("close", close);
      resolve();
    });
  });
}
