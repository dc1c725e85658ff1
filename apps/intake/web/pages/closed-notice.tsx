import type { ReactNode } from 'react';
import type { Language } from '#contracts';
import { otherLanguage, type PageFrame, shownDay } from './page-frame.js';
import { words } from './words.js';

interface ClosedNoticeProps {
  readonly frame: PageFrame;
  /** Last day on which the hotline answered, `YYYY-MM-DD`. */
  readonly lastDay: string;
  readonly on: 'form' | 'receipt' | 'follow-up' | 'page';
}

/** That nobody answers any more, and where to turn instead: in both languages, the reader's own first. */
export function ClosedNotice({ frame, lastDay, on }: ClosedNoticeProps): ReactNode {
  const languages: readonly Language[] = [frame.language, otherLanguage(frame.language)];
  return (
    <section className="notice closed" aria-labelledby="closed-title">
      {languages.map((language, index) => {
        const say = words[language].closed;
        const day = shownDay(lastDay, language);
        return (
          <div key={language} lang={language}>
            <h2 id={index === 0 ? 'closed-title' : undefined}>{say.title}</h2>
            <p>
              {{ form: say.onForm, receipt: say.onReceipt, 'follow-up': say.onFollowUp, page: say.onPage }[on](day)}
            </p>
            <h3>{say.instead}</h3>
            <ul className="places">
              {frame.advice.afterCutoff.map((place) => (
                <li key={place.key}>
                  <strong>{place.name[language]}</strong> <span className="note">{place.when[language]}</span>
                  {place.phone === undefined ? null : (
                    <>
                      {' '}
                      <a href={`tel:${place.phone.replace(/[^+\d]/g, '')}`}>{place.phone}</a>
                    </>
                  )}
                  {place.email === undefined ? null : (
                    <>
                      {' '}
                      <a href={`mailto:${place.email}`}>{place.email}</a>
                    </>
                  )}
                  {place.url === undefined ? null : (
                    <>
                      {' '}
                      <a href={place.url}>{place.url.replace('https://', '')}</a>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
