import { randomBytes } from 'node:crypto';
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

/** Sends a page that nobody may keep a copy of: it holds what someone in trouble wrote. */
export async function sendPage(reply: FastifyReply, status: number, language: Language, html: string): Promise<void> {
  await reply
    .status(status)
    .headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex', 'content-language': language })
    .type('text/html; charset=utf-8')
    .send(html);
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
