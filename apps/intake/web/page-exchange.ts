import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { RawBodyRequest } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '#contracts';
import { ProblemError } from '#service';
import { formMediaType } from './take-report.js';

export type Request = RawBodyRequest<FastifyRequest>;

/** The body exactly as it came. Refuses with 415 what is not of the one kind that belongs here. */
export function bodyOf(request: Request, mediaType: typeof formMediaType | 'application/json'): Buffer {
  if (mediaTypeOf(request) !== mediaType) throw otherFormat(mediaType);
  return request.rawBody ?? Buffer.alloc(0);
}

/** What the body is said to be, without parameters. */
export function mediaTypeOf({ headers }: Request): string {
  const [sent = ''] = (headers['content-type'] ?? '').split(';');
  return sent.trim().toLowerCase();
}

const pageHeaders = (language: Language) => ({
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
  'content-language': language,
});

/** Sends a page that nobody may keep a copy of: it holds what someone in trouble wrote. */
export async function sendPage(reply: FastifyReply, status: number, language: Language, html: string): Promise<void> {
  await reply.status(status).headers(pageHeaders(language)).type('text/html; charset=utf-8').send(html);
}

/**
 * Sends a page that says the same to everybody, with its stylesheet in it, made small on the way. A page with a receipt code, a proof or somebody's words
 * goes through `sendPage`, as it is: from how far a secret beside chosen text shrinks, a listener can guess it (BREACH).
 */
export async function sendBlankPage(
  request: Request,
  reply: FastifyReply,
  language: Language,
  html: string,
  styleHash: string,
): Promise<void> {
  const policy = String(reply.getHeader('content-security-policy') ?? "default-src 'self'");
  void reply.header('content-security-policy', `${policy};style-src 'self' ${styleHash}`);
  const packing = packingFor(request);
  if (packing === null) return sendPage(reply, 200, language, html);
  const packed = packing === 'br' ? await inBrotli(html, { params: quick }) : await inGzip(html);
  const vary = String(reply.getHeader('vary') ?? '');
  await reply
    .headers({ ...pageHeaders(language), 'content-encoding': packing })
    .header('vary', vary === '' ? 'Accept-Encoding' : `${vary}, Accept-Encoding`)
    .type('text/html; charset=utf-8')
    .send(packed);
}

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);
const quick = { [constants.BROTLI_PARAM_QUALITY]: 5 };

/** The smaller of the packings that a browser takes (RFC 9110, 12.5.3); null when it takes none of ours. */
export function packingFor({ headers }: Request): 'br' | 'gzip' | null {
  const taken = (headers['accept-encoding']?.toString() ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .filter(([, quality = '']) => !/^q=0(\.0*)?$/.test(quality))
    .map(([name]) => name);
  return taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : null;
}

/** 128 bits that make the sendings of one form one report. */
export const freshNonce = (): string => randomBytes(16).toString('base64url');

/** The form's nonce, or a new one where it is missing or cannot be one of ours. */
export function nonceOf(field: (name: string) => string): string {
  const nonce = field('nonce');
  return /^[\w-]{22}$/.test(nonce) ? nonce : freshNonce();
}

export function otherFormat(mediaType: string): ProblemError {
  return new ProblemError(415, 'unknown-format', {
    en: `Send this as ${mediaType}.`,
    fr: `Envoyez ceci en format ${mediaType}.`,
  });
}
