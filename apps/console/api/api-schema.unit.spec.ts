import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { expect, it } from 'vitest';
import { openApiDocument } from '#contracts';

type Json = Readonly<Record<string, unknown>>;

/** What bounds a value or explains it, and has no type. */
const untyped: ReadonlySet<string> = new Set(
  'description summary title format pattern default minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum minItems maxItems contentMediaType tags security operationId'.split(
    ' ',
  ),
);

/** Without what has no type. What stands under `properties` are names, not words of the description. */
function typesOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typesOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !untyped.has(key))
      .map(([key, item]) => [key, key === 'properties' ? mapValues(item as Json, typesOf) : typesOf(item)]),
  );
}

const mapValues = (object: Json, change: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

interface Operation {
  readonly tags: readonly string[];
  readonly responses: Json;
}

/** An operation with its good answer only: every refusal is the same problem details. */
function withoutRefusals(operation: Operation): Json {
  const answers = Object.entries(operation.responses).filter(([status]) => Number(status) < 400);
  return { ...operation, responses: mapValues(Object.fromEntries(answers), typed) };
}

/** A response must have a description. */
const typed = (response: unknown): Json => ({ ...(typesOf(response) as Json), description: '' });

/** Every route that somebody at the console may call, below `/api/v1`. */
function consolePaths(paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>): Json {
  const asked = Object.entries(paths).filter(([, methods]) =>
    Object.values(methods).every(({ tags }) => !tags.includes('Reports')),
  );
  return Object.fromEntries(
    asked.map(([path, methods]) => [
      path.replace('/api/v1', ''),
      mapValues(methods, (operation) => {
        const { responses, ...rest } = withoutRefusals(operation as Operation);
        return { ...(typesOf(rest) as Json), responses };
      }),
    ]),
  );
}

/** The types of the API as the console calls it. The same description always gives the same text. */
async function describeClient(): Promise<string> {
  const { paths, components } = structuredClone(openApiDocument('')) as {
    readonly paths: Parameters<typeof consolePaths>[0];
    readonly components: { readonly schemas: Json };
  };
  const lean = {
    openapi: '3.1.0',
    info: { title: 'Vigil', version: '1' },
    paths: consolePaths(paths),
    components: { schemas: mapValues(components.schemas, typesOf) },
  };
  const nodes = await openapiTS(lean as unknown as OpenAPI3, { alphabetize: true, silent: true });
  const text = astToString(nodes)
    // What is not there needs no line that says so.
    .replaceAll(/^\s+\w+\?: never;\n/gm, '')
    .replaceAll(/^\s*\/\*\*.*?\*\/\n/gms, '')
    .replaceAll(/^\s+(?:parameters: \{|headers: \{\n\s+\[name: string\]: unknown;)\n\s+\};\n/gm, '')
    .replaceAll(/^export type .*\n/gm, '')
    .replaceAll(/^( {4})+/gm, (spaces) => ' '.repeat(spaces.length / 2));
  return `// Generated from the description of the API: run \`npm run docs:api-client\` after a change there.\n${text}`;
}

it('is what the description of the API says; after a change there, run `npm run docs:api-client`', async () => {
  await expect(
    await describeClient(),
    'apps/console/api/api-schema.ts is behind: run npm run docs:api-client',
  ).toMatchFileSnapshot('api-schema.ts');
}, 60_000);
