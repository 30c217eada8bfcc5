/**
 * Media types of the files that apps send most, by the ending of their names.
 *
 * @see https://www.iana.org/assignments/media-types/media-types.xhtml
 * @module
 * @version 0.1.0
 */

const OFFICE = "application/vnd.openxmlformats-officedocument";

const TYPES = new Map(Object.entries({
  csv: "text/csv",
  doc: "application/msword",
  docx: `${OFFICE}.wordprocessingml.document`,
  gif: "image/gif",
  htm: "text/html",
  html: "text/html",
  ics: "text/calendar",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  md: "text/markdown",
  mov: "video/quicktime",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  pdf: "application/pdf",
  png: "image/png",
  ppt: "application/vnd.ms-powerpoint",
  pptx: `${OFFICE}.presentationml.presentation`,
  rtf: "application/rtf",
  svg: "image/svg+xml",
  txt: "text/plain",
  vcf: "text/vcard",
  webm: "video/webm",
  webp: "image/webp",
  xls: "application/vnd.ms-excel",
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  xml: "application/xml",
  zip: "application/zip",
}));

/** `undefined` where the ending is not known. */
export function mediaTypeOf(fileName: string): string | undefined {
  return TYPES.get(fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase());
}
