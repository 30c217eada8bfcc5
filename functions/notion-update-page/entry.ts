/**
 * Changes a Notion page: properties, icon, cover, trash, lock.
 *
 * @example
 * const { data } = await base44.functions.invoke("notion-update-page", {
 *   page: "1c0de8c0-1111-4222-8333-9f00aa11bb22", properties: { Status: "Done" },
 * });
 *
 * @see https://developers.notion.com/reference/patch-page
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atLeastOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { notion, notionId } from "../../shared/services/notion.ts";
import { appearance, coverUrl, icon, rawProperties } from "../../shared/services/notion-pages.ts";
import { encodeProperties } from "../../shared/services/notion-properties.ts";
import { PageAnswer, pageTypes, readRow, Row } from "../../shared/services/notion-rows.ts";

const Input = z.strictObject({
  page: notionId.describe("ID or address of the page"),
  properties: z.record(z.string().min(1), z.unknown()).optional().describe(
    "New plain values by property, null empties one: text, number, boolean, name or names of options, date or " +
      "{ start, end, timeZone }, IDs of people and pages, files as { name, url }; lists are replaced as a whole",
  ),
  rawProperties,
  icon: icon.nullable().optional().describe("Emoji; null takes it away"),
  coverUrl: coverUrl.nullable().optional().describe("Address of a picture at the top; null takes it away"),
  inTrash: z.boolean().optional().describe("true moves the page to the trash, false restores it"),
  locked: z.boolean().optional().describe("Whether people can edit the page in Notion"),
}).refine(...atLeastOne("properties", "rawProperties", "icon", "coverUrl", "inTrash", "locked"));

export default defineFunction({
  name: "notion-update-page",
  service: notion,
  scopes: [],
  effect: "write",
  access: "admin",
  input: Input,
  output: Row,

  async run({ input, http }) {
    const path = { page_id: input.page };
    const readTypes = async () =>
      pageTypes(await http.get("v1/pages/{page_id}", { path, response: PageAnswer }));
    const properties = input.properties && encodeProperties(input.properties, await readTypes());
    const page = await http.patch("v1/pages/{page_id}", {
      path,
      json: {
        properties: (properties || input.rawProperties) && { ...properties, ...input.rawProperties },
        in_trash: input.inTrash,
        is_locked: input.locked,
        ...appearance(input),
      },
      idempotent: true,
      response: PageAnswer,
    });
    return readRow(page);
  },
});
