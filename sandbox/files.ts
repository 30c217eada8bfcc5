/**
 * Base44's file storage: what is uploaded gets an address on Base44's own file host, which the sandbox serves.
 *
 * @module
 */
import { randomUUID } from "node:crypto";
import { APP_ID } from "./callers.ts";

const FILES = `/api/apps/${APP_ID}/files`;
const FILE_HOST = "base44.app";

export interface FileStore {
  /** Answers the address that anybody may read. */
  upload(file: File): string;
  /** Answers the `file_uri` of a private file. */
  uploadPrivate(file: File): string;
  /** A readable address of a private file; `undefined` where there is no such file. */
  sign(uri: string): string | undefined;
  /** The file at an address of this store; `undefined` for any other address. */
  read(url: URL): File | undefined;
}

export function createFileStore(): FileStore {
  const files = new Map<string, File>();
  const add = (folder: string, file: File) => {
    const path = `${folder}/${randomUUID()}_${encodeURIComponent(file.name)}`;
    files.set(path, file);
    return path;
  };
  return {
    upload: (file) => `https://${FILE_HOST}${FILES}/${add(`public/${APP_ID}`, file)}`,
    uploadPrivate: (file) => add(`private/${APP_ID}`, file),
    sign: (uri) => files.has(uri) ? `https://${FILE_HOST}${FILES}/${uri}?signature=sandbox` : undefined,
    read(url) {
      if (!url.pathname.startsWith(`${FILES}/`)) return undefined;
      const path = url.pathname.slice(FILES.length + 1);
      const isReadable = path.startsWith("public/") || url.searchParams.get("signature") === "sandbox";
      return isReadable ? files.get(path) : undefined;
    },
  };
}
