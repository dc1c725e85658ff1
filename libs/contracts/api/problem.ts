import { z } from 'zod';

/** RFC 9457 problem details. `code` is stable: scripts may compare it; `detail` is for people, in the caller's language. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type Problem = z.output<typeof problem>;

export const problemMediaType = 'application/problem+json';
