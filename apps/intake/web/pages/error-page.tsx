import type { ReactNode } from 'react';
import type { Language } from '#contracts';
import type { ProblemError } from '#service';
import { ClosedNotice } from './closed-notice.js';
import { Emergency, Head, Home, renderPage } from './layout.js';
import { otherLanguage, type PageFrame, paths } from './page-frame.js';
import { words } from './words.js';

/** A refusal or failure as a page, in both languages, the reader's own first: what happened, and what to do about it. */
export function renderErrorPage(frame: PageFrame, problem: ProblemError): string {
  return renderPage(<ErrorPage problem={problem} frame={frame} />);
}

function ErrorPage({ problem, frame }: { readonly problem: ProblemError; readonly frame: PageFrame }): ReactNode {
  const { language, hotline } = frame;
  return (
    <html lang={language}>
      <Head frame={frame} title={`${problem.toProblem(language).title} – ${hotline.name}`} />
      <body>
        <header>
          <div className="site wrap">
            <Home frame={frame} />
          </div>
          <Emergency frame={frame} />
        </header>
        <main id="main" className="wrap error">
          {frame.closedSince === null ? null : <ClosedNotice frame={frame} lastDay={frame.closedSince} on="page" />}
          <Part problem={problem} frame={frame} language={language} first />
          <Part problem={problem} frame={frame} language={otherLanguage(language)} first={false} />
        </main>
      </body>
    </html>
  );
}

interface PartProps {
  readonly problem: ProblemError;
  readonly frame: PageFrame;
  readonly language: Language;
  readonly first: boolean;
}

function Part({ problem, frame: { hotline, closedSince }, language, first }: PartProps): ReactNode {
  const say = words[language];
  const { title, detail } = problem.toProblem(language);
  return (
    <section lang={language}>
      {first ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p className="lead">{detail}</p>
      {first ? <h2>{say.errors.whatToDo}</h2> : <h3>{say.errors.whatToDo}</h3>}
      <ul>
        {problem.status === 404 ? null : <li>{say.errors.back}</li>}
        <li>
          <a href={paths.form(language)}>{say.reportLink}</a>
        </li>
        <li>
          <a href={paths.followUp(language)}>{say.followUpLink}</a>
        </li>
        {closedSince === null ? (
          <li>
            <a href={`tel:${hotline.phone}`}>{say.callUs(hotline.phoneShown)}</a>
          </li>
        ) : null}
      </ul>
    </section>
  );
}
