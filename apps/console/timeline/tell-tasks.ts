import type { TimelineView } from '#contracts';

type TimelineEntry = TimelineView['entries'][number];
type Language = 'en' | 'fr';

const sentences: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { 'task.done': 'Task done', 'task.reopened': 'Task open again' },
  fr: { 'task.done': 'Tâche accomplie', 'task.reopened': 'Tâche de nouveau ouverte' },
};

/** How the timeline tells of a playbook's tasks, in the words that they had then. Null when the entry is about something else. */
export function tellTasks({ type, data }: TimelineEntry, language: Language): string | null {
  const what = Object.hasOwn(sentences[language], type) ? sentences[language][type] : undefined;
  if (what === undefined) return null;
  const task = data[language];
  return typeof task === 'string' ? `${what}${language === 'fr' ? '\u00A0' : ''}: ${task}` : what;
}
