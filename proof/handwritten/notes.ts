/**
 * How the hand-written functions were chosen, and by what they and ours are judged.
 *
 * @module
 */

export const NOTES: readonly string[] = [
  "Twelve functions, written for this comparison in the way that public code for Base44 is written, one " +
  "for each common fault pattern, with the checks that the measured share of builders makes: two samples, " +
  "40 functions read line by line and 464 counted by machine. Each says at its top what it stands for. " +
  "All of them do their job where nothing goes wrong; that is tried first. Beside each stands ours for " +
  "the same job, with the same input and the same provider answers, in Deno.",
  "Both are judged alike, by what any caller can see; no wording and no code of ours is asked for. A " +
  "function stands a fault where all of this holds, wherever the fault comes in:",
  [
    "- **Callers.** Who may not gets 401 or 403, and nothing is sent. An ordinary user may not use the " +
    "owner's account for a target that the owner has not opened; what users write into their own record " +
    "does not count.",
    "- **Input.** Bad input gets 4xx, and nothing is sent. A name that is not known may be left out or " +
    "refused. Text ends in 2xx or 4xx and stays text: it changes no host, path, parameter or search, no " +
    "mail header, and is no formula.",
    "- **Failures.** What failed is no 2xx, and the status tells whose turn it is: 4xx but 401 and 429 " +
    "for the connection, the same or 502 for what the provider refuses, 429 or 503 for a limit, 502, 503, " +
    "504 or 424 for what is broken at the provider or at Base44. A plain 500 tells nothing; the third " +
    "column leaves the status out. Where the job was done and only its answer is of no use, 2xx is right " +
    "too.",
    "- **Time and size.** There is an answer within 30 s. Uploads may take longer and are not asked. A " +
    "list that has a second page says so, and a file of 1 MB arrives.",
    "- **Repeats.** A limit of 2 s is waited for; a read is tried again after 503 and a lost connection; " +
    "what may be done already is never sent again. A token that Base44 has renewed may be used or not.",
    "- **Secrets.** No token and no provider's answer word for word, in the answer or the log; no stack " +
    "in the answer. Passing a provider's message on is all right, and so is a stack in the log.",
  ].join("\n"),
  "Faults that are none for a job are left out for both, such as 409 where it means that the thing is " +
  "there. Two things are not the hand-written code's own doing: the SDK's error holds the request with " +
  "the service token, so `console.error(error)` logs it, and Deno by itself sends text once more over a " +
  "connection that it had kept open and that breaks, so a lost answer can mean a second message. Whether " +
  "a connection was kept open is chance, so their counts at reset differ a little from run to run.",
];
