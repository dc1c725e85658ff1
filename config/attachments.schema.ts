import { z } from 'zod';

const megabytes = (most: number) => z.int().min(1).max(most);

/** Sizes in mebibytes, as the file has them. */
export const attachmentsFile = z
  .strictObject({
    limits: z
      .strictObject({
        /** Each is held in memory when it is looked at. */
        fileMegabytes: megabytes(100),
        filesPerReport: z.int().min(1).max(100),
        reportMegabytes: megabytes(500),
      })
      .readonly(),
    preview: z
      .strictObject({
        longestEdge: z.int().min(100).max(4_000),
        megapixels: z.int().min(1).max(200),
        seconds: z.int().min(1).max(30),
      })
      .readonly(),
    archives: z
      .strictObject({
        entries: z.int().min(1).max(100_000),
        depth: z.int().min(1).max(10),
        unpackedMegabytes: megabytes(100_000),
        ratio: z.int().min(10).max(1_000),
        readMegabytes: megabytes(1_000),
        seconds: z.int().min(1).max(30),
      })
      .readonly(),
    password: z.string().regex(/^[\x21-\x7E]{4,64}$/, 'a password of 4 to 64 plain characters without spaces'),
    /** Never less than a draft is kept, or its files are gone when it is sent. */
    orphanHours: z
      .int()
      .min(24)
      .max(24 * 90),
  })
  .readonly();

export type AttachmentSettings = z.output<typeof attachmentsFile>;
