import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { enhancementText } from './pages/enhancement.js';
import { workerText } from './pages/worker-script.js';

const place = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

describe.each([
  ['script of the public pages', 'main.ts', 'enhancement.ts', 'enhancementText', enhancementText, 6_500],
  ['worker behind the public pages', 'worker/main.ts', 'worker-script.ts', 'workerText', workerText, 2_500],
] as const)('the %s', (_name, source, made, constant, text, most) => {
  it('is made from its source; run this spec with --update after a change there', async () => {
    const entry = place(`browser/${source}`);
    const [output] = (await build({
      configFile: false,
      logLevel: 'silent',
      build: { write: false, minify: true, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'hotline' } },
    })) as Rolldown.RolldownOutput[];
    const script = output?.output[0].code.trim() ?? '';
    const head = '/** Made from apps/intake/web/browser by enhancement.unit.spec.ts; never edited by hand. */\n';
    const lines = `${head}// prettier-ignore\nexport const ${constant} = ${JSON.stringify(script)};\n`;
    await expect(lines).toMatchFileSnapshot(place(`pages/${made}`));
  });

  it('is small, and loads nothing from anywhere', async () => {
    expect((await readFile(place(`pages/${made}`), 'utf8')).length).toBeGreaterThan(1_000);
    expect(gzipSync(text).length).toBeLessThan(most);
    expect(text).not.toMatch(/https?:|eval\(|innerHTML|new Function|import\(|^(import|export) /m);
  });
});
