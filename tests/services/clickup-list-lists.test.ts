/**
 * The contract at hand does not describe the lists inside of folders, so their shape (from the dossier) is
 * tested apart from the examples.
 *
 * @module
 */
import { expect, it } from "vitest";
import listLists from "../../functions/clickup-list-lists/entry.ts";
import { type Example, loadExamples } from "../../sandbox/example.ts";
import { replay } from "../support/replay.ts";

it("lists that stand in folders come with their folder", async () => {
  const [success] = await loadExamples("clickup-list-lists");
  const example = structuredClone(success) as Example;
  const [group] = example.exchanges;
  const [folders] = group && "anyOrder" in group ? group.anyOrder : [];
  if (folders?.response) {
    folders.response.json = {
      folders: [{ id: "77", name: "Deals", lists: [{ id: "901", name: "Open", task_count: "2" }] }],
    };
  }
  const { body } = await replay(listLists, example);
  expect(body).toMatchObject({
    lists: [{ id: "901", name: "Open", folderId: "77", folderName: "Deals", taskCount: 2 }, {
      name: "Inbox",
    }],
  });
});
