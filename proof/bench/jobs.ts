/**
 * The jobs on which the variants are compared: what each is called with, and what its provider answers.
 *
 * @module
 */
import { type Exchange, loadExamples } from "../../sandbox/example.ts";

export interface Job {
  name: string;
  /** The official SDK's package. */
  sdk: string;
  input: Record<string, unknown>;
  answers: Answer[];
  /** Stands in the right answer of every variant. */
  result: string;
}

export interface Answer {
  /** Is found in the method, address and body of the requests that get it. */
  to: RegExp;
  status: number;
  json: unknown;
}

/** Base44 hands out the address of a Salesforce org with the token. */
export const INSTANCE = "https://acme.my.salesforce.com";

export async function loadJobs(): Promise<Job[]> {
  const issue = await recorded("linear-create-issue", "success", "issueCreate") as LinearAnswer;
  const { data: { issueCreate } } = issue;
  return [
    {
      name: "slackbot-post",
      sdk: "@slack/web-api",
      input: { channel: "C0AGWLS4CQ3", text: "Order 42 shipped" },
      answers: [{
        to: /^POST \/api\/chat\.postMessage /,
        status: 200,
        json: await recorded("slackbot-post", "success"),
      }],
      result: "1773301243.651609",
    },
    {
      name: "gmail-send",
      sdk: "@googleapis/gmail",
      input: {
        to: "ann@example.com",
        subject: "Your order 42",
        text: "Hello Ann, your order is on its way.",
      },
      answers: [{
        to: /^POST \/gmail\/v1\/users\/me\/messages\/send/,
        status: 200,
        json: await recorded("gmail-send", "success"),
      }],
      result: "19dda58832469c79",
    },
    {
      name: "notion-query",
      sdk: "@notionhq/client",
      input: { dataSource: "ad9a7274-6fda-417c-a38b-377f296e7293", limit: 50 },
      answers: [{
        to: /^POST \/v1\/data_sources\/[\w-]+\/query /,
        status: 200,
        json: await recorded("notion-query", "data-source-id", "query"),
      }],
      result: "1c0de8c0-1111-4222-8333-9f00aa11bb22",
    },
    {
      name: "github-create-issue",
      sdk: "@octokit/rest",
      input: { repo: "acme/site", title: "Broken link", text: "On the front page.", labels: ["bug"] },
      answers: [{
        to: /^POST \/repos\/acme\/site\/issues /,
        status: 201,
        json: await recorded("github-create-issue", "success"),
      }],
      result: "https://github.com/acme/site/issues/12",
    },
    {
      name: "linear-create-issue",
      sdk: "@linear/sdk",
      input: {
        team: "7df5329e-651f-4d1d-b519-78d44a509f11",
        title: "Checkout fails",
        description: "Since this morning.",
      },
      answers: [
        {
          to: /^POST \/graphql .*issueCreate/s,
          status: 200,
          json: { data: { issueCreate: { lastSyncId: 1, ...issueCreate } } },
        },
        {
          // With what the SDK reads of an issue beside what our example holds.
          to: /^POST \/graphql .*query issue/s,
          status: 200,
          json: {
            data: { issue: { ...issueCreate.issue, reactions: [], sharedAccess: { sharedWithUsers: [] } } },
          },
        },
      ],
      result: "https://linear.app/acme/issue/NAN-18/checkout-fails",
    },
    {
      name: "hubspot-upsert-contact",
      sdk: "@hubspot/api-client",
      input: { email: "ada@example.com", firstName: "Ada", lastName: "Lovelace" },
      answers: [{
        to: /^PATCH \/crm\/[\w/-]+\/contacts\/ada/,
        status: 200,
        json: await recorded("hubspot-upsert-contact", "updated"),
      }],
      result: "734931097788",
    },
    {
      name: "salesforce-query",
      sdk: "jsforce",
      input: { object: "Opportunity", fields: ["Name", "Amount", "CloseDate"], limit: 2 },
      answers: [{
        to: /^GET \/services\/data\/v66\.0\/query/,
        status: 200,
        json: await recorded("salesforce-query", "success"),
      }],
      result: "50% O'Neil Foundry, turbines",
    },
  ];
}

interface LinearAnswer {
  data: { issueCreate: { issue: Record<string, unknown> } };
}

/** The provider's answer to the first request of an example, or to the first that holds `text`. */
async function recorded(name: string, example: string, text = ""): Promise<unknown> {
  const found = (await loadExamples(name)).find((one) => one.case === example);
  const exchanges = (found?.exchanges ?? []).flatMap((one): Exchange[] => "anyOrder" in one ? [] : [one]);
  const exchange = exchanges.find(({ request }) => JSON.stringify(request).includes(text));
  if (!exchange?.response) {
    throw new Error(`Expected ${name}/${example}.json with an answer to ${text}`);
  }
  return exchange.response.json;
}
