import type { ReactNode } from 'react';
import type { Language } from '#contracts';
import type { ProblemError } from '#service';
import { Head, renderPage } from './layout.js';
import { otherLanguage, paths } from './page-frame.js';
import { words } from './words.js';

/** A refusal or failure as a page, in both languages, the reader's own first: what happened, and what to do about it. */
export function errorPage(problem: ProblemError, language: Language): string {
  return renderPage(<ErrorPage problem={problem} language={language} />);
}

function ErrorPage({ problem, language }: { readonly problem: ProblemError; readonly language: Language }): ReactNode {
  return (
    <html lang={language}>
      <Head title={problem.toProblem(language).title} />
      <body>
        <main id="main" className="wrap error">
          <Part problem={problem} language={language} first />
          <Part problem={problem} language={otherLanguage(language)} first={false} />
        </main>
      </body>
    </html>
  );
}

interface PartProps {
  readonly problem: ProblemError;
  readonly language: Language;
  readonly first: boolean;
}

function Part({ problem, language, first }: PartProps): ReactNode {
  const say = words[language];
  const { title, detail } = problem.toProblem(language);
  return (
    <section lang={language}>
      {first ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p className="lead">{detail}</p>
      <h3>{say.errors.whatToDo}</h3>
      <ul>
        {problem.status === 404 ? null : <li>{say.errors.back}</li>}
        <li>
          <a href={paths.form(language)}>{say.reportLink}</a>
        </li>
        <li>
          <a href={paths.followUp(language)}>{say.followUpLink}</a>
        </li>
      </ul>
    </section>
  );
}
