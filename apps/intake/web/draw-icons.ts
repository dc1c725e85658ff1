import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type Brand, grounds } from '#config';
import type { Icon } from './pages/assets.js';

/**
 * Draws the icons from the deployment's mark, each under its path. In a process of its own: in ours, which looks at files that
 * strangers send, the library is forbidden to read SVG.
 */
export async function drawIcons(brand: Brand, icons: readonly Icon[]): Promise<ReadonlyMap<string, Buffer>> {
  const jobs = icons.map(({ size, purpose }) => ({
    size,
    // Whatever shape a device cuts a maskable icon to, a circle of 80 % stays; the mark is square and fits in that.
    mark: Math.round(purpose === 'maskable' ? size * 0.56 : size),
    ground: purpose === 'maskable' ? grounds.light : '#00000000',
  }));
  const drawn = await draw(JSON.stringify({ logo: brand.logo.content.toString('base64'), jobs }));
  return new Map(icons.map(({ path }, index) => [path, Buffer.from(drawn[index] ?? '', 'base64')]));
}

const script = `
const { default: sharp } = await import(process.argv[1]);
let said = '';
for await (const chunk of process.stdin) said += chunk;
const { logo, jobs } = JSON.parse(said);
const transparent = '#00000000';
const drawn = await Promise.all(jobs.map(async ({ size, mark, ground }) => {
  const input = await sharp(Buffer.from(logo, 'base64')).resize(mark, mark, { fit: 'contain', background: transparent }).png().toBuffer();
  const icon = sharp({ create: { width: size, height: size, channels: 4, background: ground } }).composite([{ input }]);
  return (await icon.png({ compressionLevel: 9 }).toBuffer()).toString('base64');
}));
process.stdout.write(JSON.stringify(drawn));
`;

function draw(jobs: string): Promise<readonly string[]> {
  const library = pathToFileURL(createRequire(import.meta.url).resolve('sharp')).href;
  const limits = { timeout: 20_000, maxBuffer: 8 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ['--input-type=module', '--eval', script, library],
      { ...limits, env: {} },
      (error, stdout) => (error === null ? resolve(JSON.parse(stdout) as string[]) : reject(error)),
    );
    child.stdin?.end(jobs);
  });
}
