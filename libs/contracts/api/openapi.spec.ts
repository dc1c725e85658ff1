import { describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi.js';
import { apiRoutes } from './routes.js';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
  readonly security: readonly unknown[];
}
interface Document {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

const document = JSON.parse(JSON.stringify(openApiDocument('https://hotline.example'))) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({ path, operation })),
);

function references(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === '$ref' ? [String(item)] : references(item)));
}

describe('the description of the API', () => {
  it('is OpenAPI 3.1 and names the public address', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: 'https://hotline.example' }]);
  });

  it('has every route once, under a name of its own', () => {
    expect(operations).toHaveLength(apiRoutes.length);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(apiRoutes.length);
  });

  it('refers only to schemas that it holds', () => {
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(references(document).filter((reference) => !known.includes(reference))).toEqual([]);
  });

  it('declares every parameter that stands in a path', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(operation.parameters?.filter((one) => one.in === 'path').map(({ name }) => name) ?? []).toEqual(inPath);
    }
  });

  it('answers every error with problem details', () => {
    for (const { operation } of operations) {
      const errors = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
      expect(errors.length).toBeGreaterThan(1);
      for (const [, { content }] of errors) expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
    }
  });

  it('asks for a session everywhere but for reports and signing in', () => {
    const open = operations.filter(({ operation }) => operation.security.length === 0);
    expect(open.map(({ operation }) => operation.operationId).toSorted()).toEqual([
      'addFilesToReport',
      'addToReport',
      'readFollowUp',
      'sendReport',
      'signIn',
      'tellTurn',
    ]);
  });

  it('asks of a new report nothing but the description, as the check does', () => {
    expect(document.components.schemas['NewReport']).toMatchObject({
      type: 'object',
      required: ['description'],
      properties: { description: { type: 'string', maxLength: 20_000 }, language: { enum: ['en', 'fr'] } },
    });
  });
});
