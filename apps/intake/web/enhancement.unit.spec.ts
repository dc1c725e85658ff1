import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { enhancementText } from './pages/enhancement.js';

const entry = fileURLToPath(new URL('browser/main.ts', import.meta.url));
const made = fileURLToPath(new URL('pages/enhancement.ts', import.meta.url));

describe('the script of the public pages', () => {
  it('is made from its source; run this spec with --update after a change there', async () => {
    const [output] = (await build({
      configFile: false,
      logLevel: 'silent',
      build: { write: false, minify: true, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'hotline' } },
    })) as Rolldown.RolldownOutput[];
    const script = output?.output[0].code.trim() ?? '';
    const head = '/** Made from apps/intake/web/browser by enhancement.unit.spec.ts; never edited by hand. */\n';
    const lines = `${head}// prettier-ignore\nexport const enhancementText = ${JSON.stringify(script)};\n`;
    await expect(lines).toMatchFileSnapshot(made);
  });

  it('is small, and loads nothing from anywhere', async () => {
    expect((await readFile(made, 'utf8')).length).toBeGreaterThan(1_000);
    expect(gzipSync(enhancementText).length).toBeLessThan(5_500);
    expect(enhancementText).not.toMatch(/https?:|eval\(|innerHTML|new Function|import\(/);
  });
});
