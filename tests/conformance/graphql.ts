/**
 * Checks an exchange with a GraphQL API: the document and its variables against the schema, the answer against
 * the fields that the document selects.
 *
 * @module
 */
import {
  type DocumentNode,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import type { Exchange } from "../../sandbox/example.ts";
import { isObject, type JsonObject, objectOf, show } from "./json.ts";
import type { Problem } from "./report.ts";
import { checkSelection } from "./selection.ts";

/** Linear's, the one GraphQL service: https://linear.app/developers/graphql */
const ENDPOINT = "https://api.linear.app/graphql";
const REQUEST_MEMBERS = new Set(["query", "variables", "operationName"]);
const ANSWER_MEMBERS = new Set(["data", "errors", "extensions"]);
const ERROR_MEMBERS: Record<string, (value: unknown) => boolean> = {
  message: (value) => typeof value === "string",
  path: (value = []) =>
    Array.isArray(value) && value.every((key) => typeof key === "string" || Number.isInteger(key)),
  locations: (value = []) => Array.isArray(value) && value.every(isLocation),
  extensions: (value = {}) => isObject(value),
};

export interface GraphqlCheck {
  request: Problem[];
  response: Problem[];
  isExempt?: boolean;
}

/** `wasGiven` tells whether an earlier answer gave an address. */
export function checkGraphql(
  schema: GraphQLSchema,
  { request, response }: Exchange,
  wasGiven: (url: URL) => boolean,
): GraphqlCheck {
  // The bytes of a file go to an address that `fileUpload` answers and the schema does not describe:
  // https://linear.app/developers/how-to-upload-a-file-to-linear
  if (request.method === "PUT" && wasGiven(new URL(request.url))) {
    return { request: [], response: [], isExempt: true };
  }
  if (request.method !== "POST" || request.url !== ENDPOINT) {
    const message = `Expected POST ${ENDPOINT}, got ${request.method} ${request.url}`;
    return { request: [{ pointer: "/url", message }], response: [] };
  }
  if (!isObject(request.json) || typeof request.json.query !== "string") {
    const message = `Expected JSON with a "query" text, got ${show(request.json)}`;
    return { request: [{ pointer: "/body", message }], response: [] };
  }
  const sent = parseDocument(request.json.query);
  if (sent instanceof GraphQLError) return { request: [graphqlProblem(sent)], response: [] };
  const operation = getOperationAST(sent, operationName(request.json));
  const isValid = validate(schema, sent).map(graphqlProblem);
  if (!operation || isValid.length > 0) {
    const none = { pointer: "/body/query", message: "Expected one operation to run, got none or several" };
    return { request: operation ? isValid : [none], response: [] };
  }
  return {
    request: [
      ...unknownMembers(request.json, REQUEST_MEMBERS),
      ...checkVariables(schema, operation, request.json),
    ],
    response: response
      ? checkAnswer(schema, sent, operation, objectOf(request.json.variables), response)
      : [],
  };
}

function isLocation(value: unknown): boolean {
  return isObject(value) && Number.isInteger(value.line) && Number.isInteger(value.column);
}

function parseDocument(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  body: JsonObject,
): Problem[] {
  const definitions = operation.variableDefinitions ?? [];
  const declared = definitions.map((definition) => definition.variable.name.value);
  const variables = objectOf(body.variables);
  const { errors = [] } = getVariableValues(schema, definitions, variables);
  return [
    ...Object.keys(variables).filter((name) => !declared.includes(name)).map((name) => ({
      pointer: `/body/variables/${name}`,
      message: `Expected a variable of the document, got ${show(name)}`,
    })),
    ...errors.map((error) => ({ pointer: "/body/variables", message: error.message })),
  ];
}

function checkAnswer(
  schema: GraphQLSchema,
  sent: DocumentNode,
  operation: OperationDefinitionNode,
  variables: JsonObject,
  answer: NonNullable<Exchange["response"]>,
): Problem[] {
  if (answer.status >= 500) return [];
  if (!isObject(answer.json)) {
    return [{ pointer: "/body", message: `Expected a JSON object, got ${show(answer.json)}` }];
  }
  const { data, errors } = answer.json;
  const problems = [...unknownMembers(answer.json, ANSWER_MEMBERS), ...checkErrors(errors)];
  if (data !== undefined && data !== null) {
    return [...problems, ...checkSelection({ schema, document: sent, variables }, operation, data)];
  }
  if (errors === undefined) {
    problems.push({ pointer: "/body/data", message: `Expected an object, got ${show(data)}` });
  }
  return problems;
}

/** https://spec.graphql.org/October2021/#sec-Errors.Error-result-format */
function checkErrors(errors: unknown): Problem[] {
  if (errors === undefined) return [];
  if (!Array.isArray(errors) || errors.length === 0) {
    return [{ pointer: "/body/errors", message: `Expected a list of errors, got ${show(errors)}` }];
  }
  return errors.flatMap((error: unknown, index) => {
    const members = objectOf(error);
    return Object.entries(ERROR_MEMBERS)
      .filter(([name, fits]) => !fits(members[name]))
      .map(([name]) => ({
        pointer: `/body/errors/${index}/${name}`,
        message: `Expected a GraphQL error's ${name}, got ${show(members[name])}`,
      }));
  });
}

function unknownMembers(body: JsonObject, known: ReadonlySet<string>): Problem[] {
  return Object.keys(body).filter((name) => !known.has(name)).map((name) => ({
    pointer: `/body/${name}`,
    message: `Expected one of ${[...known].join(", ")}, got ${show(name)}`,
  }));
}

function operationName(body: JsonObject): string | null {
  return typeof body.operationName === "string" ? body.operationName : null;
}

function graphqlProblem(error: GraphQLError): Problem {
  return { pointer: "/body/query", message: error.message };
}
