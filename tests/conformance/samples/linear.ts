/**
 * Examples that are true to Linear's contracts.
 *
 * @module
 */
import { sample, type Samples } from "./sample.ts";

const LINEAR_DOCUMENT = `
  mutation ($input: IssueCreateInput!) {
    issueCreate(input: $input) { success issue { ...Issue state { id name type } } }
  }
  fragment Issue on Issue { id identifier title priority dueDate createdAt labels(first: 20) { nodes { id name } } }`;

export const LINEAR_SAMPLES: Samples = {
  "Linear creates": sample("linear", {
    route: "POST /graphql",
    request: {
      method: "POST",
      url: "https://api.linear.app/graphql",
      json: {
        query: LINEAR_DOCUMENT,
        variables: {
          input: {
            teamId: "7df5329e-651f-4d1d-b519-78d44a509f11",
            title: "Checkout fails",
            dueDate: "2026-05-01",
            slaType: "all",
          },
        },
      },
    },
    response: {
      status: 200,
      json: {
        data: {
          issueCreate: {
            success: true,
            issue: {
              id: "d786ac7b-52ca-4bc0-a90a-1f5f5fe3c79c",
              identifier: "NAN-18",
              title: "Checkout fails",
              priority: 0,
              dueDate: null,
              createdAt: "2026-04-24T10:10:03.776Z",
              state: { id: "abe68e7e-3982-4aa6-8efa-c866ac1a3ae1", name: "Backlog", type: "backlog" },
              labels: { nodes: [] },
            },
          },
        },
      },
    },
  }),

  "Linear refuses inside a 200": sample("linear", {
    route: "POST /graphql",
    request: {
      method: "POST",
      url: "https://api.linear.app/graphql",
      json: { query: "query ($id: String!) { issue(id: $id) { id title } }", variables: { id: "NAN-99" } },
    },
    response: {
      status: 200,
      json: {
        errors: [{
          message: "Entity not found: Issue",
          path: ["issue"],
          extensions: { type: "invalid input", code: "INPUT_ERROR", statusCode: 400, userError: true },
        }],
        data: null,
      },
    },
  }),
};
