import { isIP } from 'node:net';
import { z } from 'zod';
import { email, language } from './settings.js';

/** `192.0.2.0/24`, `2001:db8::/32`, or an address alone. */
const network = z.string('a network such as 192.0.2.0/24 in quotes').refine((text) => {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}, 'a network such as 192.0.2.0/24');

const folderName = z.string().min(1).max(200);

const imap = z
  .strictObject({
    folders: z
      .array(
        z
          .strictObject({
            name: folderName,
            /** Stated for what comes here. */
            language: language.optional(),
          })
          .readonly(),
      )
      .min(1)
      .max(20)
      .refine((items) => new Set(items.map(({ name }) => name)).size === items.length, 'each folder once')
      .readonly(),
    mark: z.enum(['seen', 'move']).default('seen'),
    moveTo: folderName.optional(),
    first: z.enum(['unseen', 'all', 'none']).default('unseen'),
    pollSeconds: z.int().min(5).max(900).default(60),
  })
  .refine((value) => value.mark !== 'move' || value.moveTo !== undefined, {
    path: ['moveTo'],
    message: 'the folder that stored messages are moved to, because mark is move',
  })
  .refine((value) => !value.folders.some(({ name }) => name === value.moveTo), {
    path: ['moveTo'],
    message: 'a folder that is not read',
  })
  .readonly();

export const mailFile = z
  .strictObject({
    languages: z.record(email, language).readonly(),
    smtp: z
      .strictObject({
        connectionsPerSource: z.int().min(1).max(1_000),
        mailsPerMinutePerSource: z.int().min(1).max(100_000),
        relays: z.array(network).readonly(),
      })
      .readonly(),
    imap,
    authentication: z
      .strictObject({
        dns: z.boolean(),
        timeoutMs: z.int().min(100).max(30_000),
        ownServers: z.array(z.string().regex(/^[\w.-]{1,253}$/, 'the name of a mail server')).readonly(),
      })
      .readonly(),
  })
  .readonly();
export type MailSettings = z.output<typeof mailFile>;
