import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const faces = ['console', 'intake/web/pages'] as const;

/** Attributes that somebody reads or hears. */
const spoken = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'label',
  'placeholder',
  'title',
  'summary',
  'caption',
]);

/** Names that are the same in both languages. */
const names = new Set(['Vigil', 'CSV', 'SVG', 'PNG', 'PDF', 'Ctrl', 'Esc', 'Enter']);

const word = /\p{L}{2,}/gu;

/** The words that a component says by itself instead of taking them from the catalogue. */
function wordsOf(path: string, source: string): readonly string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const say = (text: string) => {
    const words = (text.match(word) ?? []).filter((one) => !names.has(one));
    if (words.length > 0) found.push(text.trim().replaceAll(/\s+/gu, ' '));
  };
  const look = (node: ts.Node): void => {
    if (ts.isJsxText(node)) say(node.text);
    if (ts.isJsxExpression(node) && node.expression !== undefined && !ts.isJsxAttribute(node.parent))
      sayLiterals(node.expression);
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText(file)) && node.initializer !== undefined) {
      if (ts.isStringLiteral(node.initializer)) say(node.initializer.text);
      else if (ts.isJsxExpression(node.initializer) && node.initializer.expression !== undefined)
        sayLiterals(node.initializer.expression);
    }
    ts.forEachChild(node, look);
  };
  /** What an expression in a component's place for text may come to. */
  const sayLiterals = (expression: ts.Expression): void => {
    if (ts.isParenthesizedExpression(expression)) sayLiterals(expression.expression);
    else if (ts.isStringLiteralLike(expression)) say(expression.text);
    else if (ts.isTemplateExpression(expression)) {
      for (const { text } of [expression.head, ...expression.templateSpans.map(({ literal }) => literal)]) say(text);
    } else if (ts.isConditionalExpression(expression)) {
      sayLiterals(expression.whenTrue);
      sayLiterals(expression.whenFalse);
    } else if (ts.isBinaryExpression(expression)) sayLiterals(expression.right);
  };
  look(file);
  return found;
}

describe('every word that somebody reads', () => {
  it.each(faces)('in %s stands in the catalogue, in both languages', (face) => {
    const folder = fileURLToPath(new URL(`../../${face}`, import.meta.url));
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.tsx') && !path.includes('.spec.'),
    );
    expect(paths.length).toBeGreaterThan(5);
    const uncatalogued = paths.flatMap((path) =>
      wordsOf(path, readFileSync(join(folder, path), 'utf8')).map((text) => `${path}: ${text}`),
    );
    expect(uncatalogued).toEqual([]);
  });

  it.each([
    ['<p>Hello there</p>', ['Hello there']],
    ['<p>{isOpen ? "Open now" : words.closed}</p>', ['Open now']],
    ['<p>{count > 0 && `Still ${count} left`}</p>', ['Still', 'left']],
    ['<input aria-label="Your name" className="wide field" />', ['Your name']],
    ['<input placeholder={"jj/mm"} />', ['jj/mm']],
    ['<p>{words.title} · {3} · <kbd>Ctrl</kbd>+<kbd>K</kbd></p>', []],
    ['<svg viewBox="0 0 16 16"><path d="M3 8.5l3.5 3.5L13 4.5" /></svg>', []],
  ])('is found in %s', (source, found) => {
    expect(wordsOf('example.tsx', `const x = ${source};`)).toEqual(found);
  });
});
