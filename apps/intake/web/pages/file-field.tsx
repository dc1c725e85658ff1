import type { ReactNode } from 'react';
import type { LeftOutFile } from '#service';
import { keptField } from '../kept-field.js';
import type { Language } from '#contracts';
import { words } from './words.js';

/** A file that was kept when the form was sent before. */
export interface KeptFile {
  readonly name: string;
  readonly size: number;
  readonly token: string;
}

export interface FileBoundsShown {
  readonly fileMegabytes: number;
  readonly filesPerReport: number;
  readonly reportMegabytes: number;
}

interface FileFieldProps {
  readonly language: Language;
  readonly kept: readonly KeptFile[];
  readonly bounds: FileBoundsShown;
}

/** What a phone offers for it: its camera, its pictures, its files. Anything else can still be chosen. */
const accepted =
  'image/*,video/*,audio/*,.pdf,.eml,.msg,.mbox,.txt,.log,.csv,.html,.htm,.zip,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.rtf,.vcf,.ics';

/** Where files are added. Works as it stands; the script adds dropping, a list, and what survives a reload. */
export function FileField({ language, kept, bounds }: FileFieldProps): ReactNode {
  const { files, form } = words[language];
  return (
    <div className="field files" data-files>
      <label htmlFor="files">
        {files.label} <span className="note">{form.optional}</span>
      </label>
      <p className="hint" id="files-hint">
        {files.hint(bounds.fileMegabytes, bounds.filesPerReport)}
      </p>
      {kept.length === 0 ? null : (
        <fieldset className="choice" data-kept>
          <legend>{files.kept}</legend>
          <div className="options">
            {kept.map(({ name, size, token }) => (
              <label key={token} className="option">
                <input type="checkbox" name={keptField} value={token} defaultChecked />
                <bdi>{name}</bdi> <span className="note">{shownSize(size, language)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <input id="files" name="files" type="file" multiple accept={accepted} aria-describedby="files-hint" />
    </div>
  );
}

interface LeftOutProps {
  readonly language: Language;
  readonly left: readonly LeftOutFile[];
  /** On the form they can still be added at once; afterwards by the follow-up page. */
  readonly on: 'form' | 'sent';
}

const mostNamed = 30;

/** Which files did not arrive, why, and what to do: never silently. */
export function LeftOutNotice({ language, left, on }: LeftOutProps): ReactNode {
  if (left.length === 0) return null;
  const { files } = words[language];
  return (
    <div className="notice fault" role="alert">
      <h2>{files.leftOutTitle}</h2>
      <ul>
        {left.slice(0, mostNamed).map(({ name, why }, index) => (
          <li key={`${name}-${index}`}>
            <bdi>{name}</bdi>
            {language === 'fr' ? '\u00A0: ' : ': '}
            {files.leftOut[why]}
          </li>
        ))}
        {left.length > mostNamed ? <li>{files.andMore(left.length - mostNamed)}</li> : null}
      </ul>
      <p>{on === 'form' ? files.addAgain : files.addLater}</p>
    </div>
  );
}

/** In the units that people know; a megabyte has 1,048,576 bytes here, as in the bounds. */
export function shownSize(bytes: number, language: Language): string {
  const unit = language === 'fr' ? ['Ko', 'Mo'] : ['KB', 'MB'];
  const format = (value: number, digits: number): string =>
    new Intl.NumberFormat(`${language}-CA`, { maximumFractionDigits: digits }).format(value);
  return bytes < 1_048_576
    ? `${format(Math.max(1, bytes / 1_024), 0)}\u00A0${unit[0]}`
    : `${format(bytes / 1_048_576, 1)}\u00A0${unit[1]}`;
}
