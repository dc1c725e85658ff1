import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type PreparedFile, Secrets } from '#service';

/** Longer than any that we issue. */
const longestToken = 4_000;

const preparedFile = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().nonnegative(),
  name: z.string(),
  declaredType: z.string().nullable(),
  sniffedType: z.string(),
  dangerous: z.boolean(),
  why: z
    .enum([
      'program',
      'script',
      'web-page',
      'active-document',
      'disguised',
      'archive-bomb',
      'closed-archive',
      'archive-with-program',
      'unknown',
    ])
    .nullable(),
  archive: z
    .object({
      entries: z.number().nullable(),
      unpackedSize: z.number().nullable(),
      encrypted: z.boolean(),
      bomb: z.boolean(),
    })
    .nullable(),
  inline: z.boolean(),
});

/**
 * Stands in a form for a file that was kept when the form was sent before and came back with a fault: it need not be chosen
 * and carried over a bad line again. Signed, because whoever could make one would put anybody's file into a report.
 */
@Injectable()
export class KeptFiles {
  constructor(@Inject(Secrets) private readonly secrets: Secrets) {}

  issue(file: PreparedFile): string {
    const claim = Buffer.from(JSON.stringify(file)).toString('base64url');
    return `${claim}.${this.secrets.sign('kept-file', claim).toString('base64url')}`;
  }

  /** Null when it is forged, or no token at all. */
  check(token: string): PreparedFile | null {
    const [, claim = '', signature = ''] = /^([\w-]+)\.([\w-]{43})$/.exec(token.slice(0, longestToken)) ?? [];
    const claimed = Buffer.from(signature, 'base64url');
    if (claimed.length !== 32 || !this.secrets.verify('kept-file', claim, claimed)) return null;
    return preparedFile.safeParse(JSON.parse(Buffer.from(claim, 'base64url').toString())).data ?? null;
  }
}
