import { z } from 'zod';

const host = z
  .string()
  .regex(/^\.?[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}$/, 'a host in lower case, with a dot in front for all below it');

export const phoneFile = z
  .strictObject({
    conversation: z.strictObject({ mostTextsAnHour: z.int().min(3).max(120) }).readonly(),
    media: z
      .strictObject({
        mostFiles: z.int().min(1).max(10),
        timeoutSeconds: z.int().min(1).max(300),
        hosts: z.array(host).max(20).readonly(),
      })
      .readonly(),
    readBack: z
      .strictObject({
        firstHours: z.int().min(1).max(168),
        overlapMinutes: z.int().min(1).max(1_440),
        onItsWaySeconds: z.int().min(0).max(3_600),
        silentMinutes: z.int().min(1).max(240),
        giveUpHours: z.int().min(1).max(168),
        unreadableMinutes: z.int().min(1).max(240),
      })
      .readonly(),
  })
  .readonly();
export type PhoneSettings = z.output<typeof phoneFile>;
