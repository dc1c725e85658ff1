import { parse } from 'yaml';
import { z } from 'zod';
import { categories, longestSms, type Playbook, type Playbooks } from '#domain';

const step = z.string().trim().min(1).max(240);
const steps = z.array(step).min(1).max(8);
const bilingualSteps = z
  .strictObject({ en: steps, fr: steps })
  .refine(({ en, fr }) => en.length === fr.length, 'English and French have the same number of steps');
const smsText = z.string().trim().min(1).max(longestSms);

const playbook = z.strictObject({
  reporterSteps: bilingualSteps,
  responderTasks: bilingualSteps,
  sms: z.strictObject({ en: smsText, fr: smsText }),
});

const playbooksFile = z.strictObject({
  version: z.string().min(1),
  lifeSafety: z.strictObject({ en: step, fr: step }),
  general: playbook,
  categories: z.partialRecord(z.enum(categories), playbook),
});

/** Reads config/playbooks.yaml. Throws an Error that names the key and what was expected there. */
export function loadPlaybooks(yamlText: string): Playbooks {
  const checked = playbooksFile.safeParse(parse(yamlText));
  if (!checked.success) throw new Error(`playbooks.yaml: ${z.prettifyError(checked.error)}`);
  const { version, lifeSafety, general } = checked.data;
  const byCategory = new Map(
    categories.flatMap((category): [typeof category, Playbook][] => {
      const own = checked.data.categories[category];
      return own === undefined ? [] : [[category, own]];
    }),
  );
  return { version, lifeSafety, general, byCategory };
}
