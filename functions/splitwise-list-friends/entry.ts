/**
 * Lists the friends of the connected Splitwise account, with the user IDs that shares need.
 *
 * @example
 * const { data } = await base44.functions.invoke("splitwise-list-friends", {});
 *
 * @see https://dev.splitwise.com/#tag/friends/paths/~1get_friends/get
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  splitwise,
  SplitwisePerson,
  splitwisePerson,
  splitwisePersonFields,
} from "../../shared/services/splitwise.ts";

const Input = z.strictObject({});

const Output = z.object({
  friends: z.array(z.object(splitwisePersonFields)).describe("All friends"),
});

export default defineFunction({
  name: "splitwise-list-friends",
  service: splitwise,
  scopes: [],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ http }) {
    const { friends } = await http.get("get_friends", {
      response: z.object({ friends: z.array(SplitwisePerson) }),
    });
    return { friends: friends.map(splitwisePerson) };
  },
});
