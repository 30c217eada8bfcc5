/**
 * Base44's file storage and four providers in one server, as far as uploads need them. The first segment of a
 * path names an upload, the second the host that was asked for. `GET /<upload>/report` tells what became of it, and
 * `GET /<upload>/processor` how many seconds of processor time all have cost;
 * `PUT /<upload>/plain` takes content without any protocol, for comparison: the pattern, or with `?zeros` that. Prints its port.
 *
 * @module
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { box } from "./box.ts";
import { dropbox } from "./dropbox.ts";
import { googleDrive } from "./google-drive.ts";
import { type Call, contentRange, sendEmpty, sendJson } from "./http.ts";
import { onedrive } from "./onedrive.ts";
import { patternAt, zerosAt } from "./pattern.ts";
import { sendFile } from "./storage.ts";
import { Upload } from "./upload.ts";

const HOSTS: Record<string, (call: Call) => Promise<void>> = {
  "base44.app": sendFile,
  "www.googleapis.com": googleDrive,
  "content.dropboxapi.com": dropbox,
  "upload.box.com": box,
  "upload.app.box.com": box,
  "graph.microsoft.com": onedrive,
  "my.microsoftpersonalcontent.com": onedrive,
  plain: takePlain,
  processor: ({ response }) => Promise.resolve(sendJson(response, processorSeconds())),
  report: ({ response, upload }) => Promise.resolve(sendJson(response, upload.report())),
};

const uploads = new Map<string, Upload>();

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, name = "", host = ""] = (request.url ?? "").split(/[/?]/);
  const url = new URL(`https://${(request.url ?? "").slice(name.length + 2)}`);
  const respond = HOSTS[host];
  if (!respond) throw new Error(`Expected no request to ${host}`);
  // A source is opened once, before anything else: it begins the upload anew.
  const upload = host !== "base44.app" && uploads.get(name) || new Upload(name);
  uploads.set(name, upload);
  await respond({ request, response, url, upload });
}

async function takePlain({ request, response, url, upload }: Call): Promise<void> {
  const start = contentRange(request)?.start ?? 0;
  await upload.take(request, start, 1, url.searchParams.has("zeros") ? zerosAt : patternAt);
  upload.complete = true;
  sendEmpty(response, 201);
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}
