import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));

/** Where fresh pictures of the pages go, for `docs/images`; none are taken without. */
export const pictures = process.env['SCREENSHOTS'];

/** Few enough that words and fonts of this machine blur, enough that a lost style sheet, column or colour shows. */
const cells = { width: 48, height: 36 } as const;

/** Of 255, over all cells. Two runs differ by about 1, through names, times and codes. */
const tolerance = 8;

/**
 * Why the page does not look like its picture in `docs/images`, at a glance from across the room; null when it does, or when
 * there is no such picture. With `SCREENSHOTS=docs/images` it takes the picture instead.
 */
export async function looksUnlike(page: Page, name: string): Promise<string | null> {
  const shot = await page.screenshot({ animations: 'disabled' });
  if (pictures !== undefined) {
    const file = join(pictures, name);
    await mkdir(dirname(file), { recursive: true });
    // Of few colours, as screens are: a third of the size.
    await writeFile(file, await sharp(shot).png({ palette: true, effort: 10 }).toBuffer());
    return null;
  }
  const kept = join(folder, name);
  if (!existsSync(kept)) return null;
  const distance = meanDistance(await glance(shot), await glance(await readFile(kept)));
  return distance <= tolerance ? null : `${name} is ${distance.toFixed(1)} of 255 away from its picture`;
}

async function glance(picture: Buffer): Promise<Buffer> {
  return sharp(picture)
    .removeAlpha()
    .toColourspace('srgb')
    .resize({ ...cells, fit: 'fill' })
    .raw()
    .toBuffer();
}

function meanDistance(one: Buffer, other: Buffer): number {
  let sum = 0;
  for (const [place, value] of one.entries()) sum += Math.abs(value - (other[place] ?? 0));
  return sum / one.length;
}
