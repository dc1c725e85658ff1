import type { FileBoundsShown } from './file-field.js';
import type { PageFrame } from './page-frame.js';
import { words } from './words.js';

/** What the script needs to know of a form, as attributes. Without the script they mean nothing. */
export function scriptedForm(
  { language, hotline, closedSince }: PageFrame,
  bounds: FileBoundsShown,
  kind: 'report' | 'message',
): Readonly<Record<`data-${string}`, string>> {
  return {
    'data-form': kind,
    'data-words': JSON.stringify(words[language].script),
    'data-bounds': JSON.stringify([bounds.fileMegabytes, bounds.filesPerReport, bounds.reportMegabytes]),
    // Whom to call while nothing goes out; nobody once the service has ended.
    ...(closedSince === null && { 'data-phone': hotline.phone, 'data-phone-shown': hotline.phoneShown }),
  };
}
