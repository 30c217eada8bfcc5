/**
 * Linear over its emulator: a larger schema, filters, and ids that the client chooses.
 *
 * @module
 */
import {
  buildClientSchema,
  type DocumentNode,
  getIntrospectionQuery,
  GraphQLError,
  type GraphQLSchema,
  type IntrospectionQuery,
  Kind,
  parse,
  print,
  valueFromASTUntyped,
} from "graphql";
import * as z from "zod";
import type { Adapter, Send } from "./definition.ts";
import { ChosenIds } from "./ids.ts";
import { completeData, isData } from "./linear-answer.ts";
import { translateDocument, type Variables } from "./linear-document.ts";
import { Gap } from "./linear-filter.ts";

const GraphqlRequest = z.looseObject({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});
const GraphqlAnswer = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});
const Schema = z.object({ data: z.custom<IntrospectionQuery>(isData) });
const IS_GAP = /Cannot query field|Unknown (argument|type)|unknown field|not defined by type/;

interface Creation {
  /** Under which name the answer has it. */
  key: string;
  /** Such as `Issue`. */
  entity: string;
  id: string;
}

/** `token`: one that the emulator knows. */
export function createLinearAdapter(token: string): Adapter {
  const ids = new ChosenIds();
  let schema: Promise<GraphQLSchema> | undefined;

  async function translate(request: Request, emulator: Send): Promise<Response | undefined> {
    const given = readRequest(await request.clone().text());
    if (!given) return await emulator(request);
    const { document, input } = given;
    const creation = readCreation(document, given.variables);
    if (creation && ids.has(creation.id)) return conflict(creation);
    const sent = creation ? withoutInputId(given.variables) : given.variables;
    const variables = readVariables(ids.toEmulator(JSON.stringify(sent)));

    schema ??= readSchema(request.url, token, emulator);
    const known = await schema;
    const translated = translateDocument(known, document, variables);
    const { url, headers } = request;
    const query = ids.toEmulator(print(translated.document));
    const body = JSON.stringify({ ...input, query, variables });
    const response = await emulator(new Request(url, { method: "POST", headers, body }));

    const answer = GraphqlAnswer.parse(await response.json());
    if (answer.errors?.some(({ message }) => IS_GAP.test(message))) return undefined;
    if (answer.data) completeData(known, document, translated.filtered, variables, answer.data);
    const made = creation && madeId(answer.data?.[creation.key]);
    if (creation && made !== undefined) ids.keep(creation.id, made);
    return new Response(ids.toChosen(JSON.stringify(answer)), {
      status: response.status,
      headers: { "content-type": "application/json" },
    });
  }

  return async (request, emulator) => {
    try {
      return await translate(request, emulator);
    } catch (error) {
      if (error instanceof Gap) return undefined;
      throw error;
    }
  };
}

/** `undefined` where it is none that GraphQL can read. */
function readRequest(text: string) {
  try {
    const input = GraphqlRequest.parse(JSON.parse(text));
    const document = parse(input.query);
    return { input, document, variables: { ...defaultsOf(document), ...input.variables } };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof GraphQLError || error instanceof z.ZodError) {
      return undefined;
    }
    throw error;
  }
}

function defaultsOf(document: DocumentNode): Variables {
  const definitions = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? definition.variableDefinitions ?? [] : []
  );
  return Object.fromEntries(
    definitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : []
    ),
  );
}

/** A mutation such as `issueCreate(input: $input)`, with an id in the variable `input`. */
function readCreation(document: DocumentNode, { input }: Variables): Creation | undefined {
  const id = isData(input) ? input.id : undefined;
  const [operation] = document.definitions;
  if (typeof id !== "string" || operation?.kind !== Kind.OPERATION_DEFINITION) return undefined;
  for (const field of operation.selectionSet.selections) {
    if (field.kind !== Kind.FIELD) continue;
    const [, first, rest] = /^(\w)(\w*)Create$/.exec(field.name.value) ?? [];
    const key = field.alias?.value ?? field.name.value;
    if (first !== undefined) return { key, entity: `${first.toUpperCase()}${rest}`, id };
  }
  return undefined;
}

function withoutInputId(variables: Variables): Variables {
  const { id: _, ...input } = isData(variables.input) ? variables.input : {};
  return { ...variables, input };
}

function readVariables(text: string): Variables {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}

function madeId(payload: unknown): string | undefined {
  const entities = isData(payload) ? Object.values(payload).filter(isData) : [];
  return entities.map(({ id }) => id).find((id) => typeof id === "string");
}

async function readSchema(url: string, token: string, emulator: Send): Promise<GraphQLSchema> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const body = JSON.stringify({ query: getIntrospectionQuery() });
  const response = await emulator(new Request(url, { method: "POST", headers, body }));
  return buildClientSchema(Schema.parse(await response.json()).data);
}

function conflict({ key, entity, id }: Creation): Response {
  const message = `conflict on insert of ${entity}`;
  const extensions = {
    ...{ type: "invalid input", code: "INPUT_ERROR", statusCode: 400, userError: true },
    userPresentableMessage: `Entity ${entity} with id ${id} already exists.`,
  };
  return Response.json({ errors: [{ message, path: [key], extensions }], data: null });
}
