export type TemplateValues = Readonly<Record<string, string | number>>;

const placeholder = /\{([a-zA-Z]+)\}/g;

/** The placeholders that a template uses, each once. */
export function placeholdersIn(template: string): ReadonlySet<string> {
  return new Set([...template.matchAll(placeholder)].map(([, name = '']) => name));
}

/**
 * Fills a template. Values are text and stay text: what looks like a placeholder in one is not filled, control characters
 * and those that turn the direction of writing are dropped, line breaks stay. Throws when a placeholder has no value.
 */
export function renderTemplate(template: string, values: TemplateValues): string {
  return template.replaceAll(placeholder, (_whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`The template uses {${name}}, for which there is no value.`);
    return plain(String(value));
  });
}

function plain(value: string): string {
  return value.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]|[\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '');
}
