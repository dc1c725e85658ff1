import type { TimelineView } from '#contracts';

type TimelineEntry = TimelineView['entries'][number];
type Language = 'en' | 'fr';

const sentences: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    'task.done': 'Task done',
    'task.reopened': 'Task open again',
    'reporter.step': 'Step ticked off by the reporter',
    'reporter.worse': 'The reporter says that it is getting worse',
    'reporter.over': 'The reporter says that it is over',
  },
  fr: {
    'task.done': 'Tâche accomplie',
    'task.reopened': 'Tâche de nouveau ouverte',
    'reporter.step': 'Étape cochée par la personne qui signale',
    'reporter.worse': 'La situation s’aggrave, selon la personne qui signale',
    'reporter.over': 'C’est fini, selon la personne qui signale',
  },
};

/** How the timeline tells of a playbook's tasks and steps, and of what a reporter said with one button, in the words that they had then. Null when the entry is about something else. */
export function tellTasks({ type, data }: TimelineEntry, language: Language): string | null {
  const what = Object.hasOwn(sentences[language], type) ? sentences[language][type] : undefined;
  if (what === undefined) return null;
  const task = data[language];
  return typeof task === 'string' ? `${what}${language === 'fr' ? '\u00A0' : ''}: ${task}` : what;
}
