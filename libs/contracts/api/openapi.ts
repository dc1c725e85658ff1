import { z } from 'zod';
import { problemMediaType } from './problem.js';
import { type ApiParameter, type ApiRoute, apiRoutes, requestSchemas, responseSchemas } from './routes.js';

type Json = Readonly<Record<string, unknown>>;

const schemaPath = (name: string): string => `#/components/schemas/${name}`;

/** The OpenAPI 3.1 description of the API, made from the very schemas that check what comes in and goes out. */
export function openApiDocument(publicUrl: string): Json {
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Vigil',
      version: '1',
      summary: 'The cyber incident hotline for political parties during an election',
      description:
        'Reports need no account. Everything else needs a session. Errors are problem details (RFC 9457) with a stable `code`; their text follows `Accept-Language` (en, fr). In danger now: call 911.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    tags: [
      { name: 'Reports', description: 'For those who report.' },
      { name: 'Session', description: 'Signing in and out.' },
      { name: 'Incidents', description: 'For those who work on incidents.' },
      { name: 'Directory', description: 'Whom parties have registered.' },
      { name: 'Watch', description: 'Who is on duty when, and how that is changed.' },
      { name: 'Administration', description: 'For those who keep the hotline: accounts, dates, the record.' },
      { name: 'Service', description: 'The hotline itself.' },
    ],
    paths: describePaths(),
    components: {
      schemas: { ...describeSchemas(requestSchemas, 'input'), ...describeSchemas(responseSchemas, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'vigil_session' } },
    },
  };
}

function describePaths(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of apiRoutes) (paths[route.path] ??= {})[route.method] = describeRoute(route);
  return paths;
}

function describeRoute(route: ApiRoute): Json {
  const parameters = [...pathParameters(route.path), ...(route.parameters ?? []).map(describeParameter)];
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    tags: [route.group],
    security: route.needsSession ? [{ session: [] }] : [],
    ...(parameters.length > 0 && { parameters }),
    ...(route.request !== undefined && {
      requestBody: { required: true, content: describeBody(route, route.request) },
    }),
    responses: describeResponses(route),
  };
}

function describeBody({ takesFiles }: ApiRoute, request: string): Json {
  const fields = { $ref: schemaPath(request) };
  if (takesFiles !== true) return { 'application/json': { schema: fields } };
  const files = {
    type: 'object',
    properties: { files: { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } } },
  };
  return { 'multipart/form-data': { schema: { allOf: [fields, files] } } };
}

/** What any route may answer besides what is particular to it. */
const anyRoute = {
  413: '`too-large`: more than one mebibyte.',
  415: '`unknown-format`: the body is not JSON.',
  500: '`internal`: a fault of ours; nothing was changed.',
  503: '`store-unavailable`: nothing was stored. Send the same again, after as many seconds as `Retry-After` says.',
} as const;

function describeResponses({ answer, refusals, request }: ApiRoute): Json {
  const { 413: tooLarge, 415: unknownFormat, ...always } = anyRoute;
  const withBody =
    request === undefined ? {} : { 400: '`bad-request`: the body is not JSON.', 413: tooLarge, 415: unknownFormat };
  const problems = Object.entries({ ...always, ...withBody, ...refusals }).map(([status, description]) => [
    status,
    { description, content: { [problemMediaType]: { schema: { $ref: schemaPath('Problem') } } } },
  ]);
  const { status, schema, mediaType = 'application/json', description } = answer;
  const content = contentOf(schema, mediaType);
  return { [status]: { description, ...content }, ...Object.fromEntries(problems) };
}

/** A file has a media type and no schema; no content has neither. */
function contentOf(schema: string | null, mediaType: string): Json {
  if (schema !== null) return { content: { [mediaType]: { schema: { $ref: schemaPath(schema) } } } };
  return mediaType === 'application/json' ? {} : { content: { [mediaType]: {} } };
}

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    in: 'path',
    name,
    required: true,
    schema: { type: 'string', ...(name !== 'key' && { format: 'uuid' }) },
  }));
}

function describeParameter({ schema, ...parameter }: ApiParameter): Json {
  return { ...parameter, schema: withoutDialect(z.toJSONSchema(schema)) };
}

function describeSchemas(schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Json {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      withoutDialect(z.toJSONSchema(schema, { io, reused: 'inline' })),
    ]),
  );
}

/** The document names the dialect once for all. */
function withoutDialect({ $schema: _dialect, '~standard': _standard, ...schema }: Json): Json {
  return schema;
}
