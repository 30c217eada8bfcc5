/**
 * The services that are emulated. Functions are not changed for it: where an emulator differs from its
 * provider, an adapter stands between. All that is adapted:
 *
 * - Slack: reads by GET become POST with a form.
 * - Gmail: nothing.
 * - Google Calendar: an event's id is the one that the client chose, and the same id twice is refused with
 *   409 (the emulator draws its own); a single event is read from the list of events.
 * - Google Drive: `files/generateIds`; ids that the client chose, as above; file names beyond ASCII and JSON
 *   files in multipart uploads; resumable uploads, whose chunks are kept until one multipart request to the
 *   emulator makes the file; `name =` and `name contains` in searches (the emulator ignores them).
 * - GitHub: addresses of pages are on github.com.
 * - Linear: ids that the client chose, as above; filters, and the pages of filtered lists, which are made
 *   from the emulator's whole list; fields that the emulator lacks are null, connections empty, and where
 *   Linear never answers null there is a made-up value (`INSTEAD` in emulated/linear-answer.ts).
 *
 * Where an adapter would have to leave out something that is said (a value for a field that the emulator's
 * GraphQL lacks, another search term, a file's new content), the examples answer. Fields of REST bodies that
 * an emulator does not know, such as a file's description, it ignores by itself.
 *
 * @module
 */
import type { Emulated } from "./emulated/definition.ts";
import { github } from "./emulated/github.ts";
import { google } from "./emulated/google.ts";
import { linear } from "./emulated/linear.ts";
import { slack } from "./emulated/slack.ts";

export const EMULATED: readonly Emulated[] = [slack, google, github, linear];
