import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Language } from '#contracts';
import { ClosedNotice } from './closed-notice.js';
import { otherLanguage, type PageFrame, paths } from './page-frame.js';
import { words } from './words.js';

/** How the other language is reached without losing what stands on the page. */
export type LanguageToggle =
  | { readonly kind: 'link'; readonly href: string }
  /** Sends the form along, so that what was typed stays. */
  | { readonly kind: 'with-form'; readonly form: string; readonly action: string }
  /** Shows the same page again to whoever has proven to hold its receipt. */
  | { readonly kind: 'with-proof'; readonly action: string; readonly proof: string };

interface LayoutProps {
  readonly frame: PageFrame;
  readonly title: string;
  readonly toggle: LanguageToggle;
  readonly here: 'report' | 'follow-up';
  /** With the script that makes forms survive a bad network. */
  readonly script?: boolean;
  /** What is said of a hotline that has closed. */
  readonly closedOn?: 'follow-up' | 'page';
  readonly children: ReactNode;
}

export function renderPage(page: ReactNode): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

interface HeadProps {
  readonly frame: PageFrame;
  readonly title: string;
  readonly script?: boolean;
}

export function Head({
  frame: { assets, language, themeColour, inlineStyle = false },
  title,
  script = false,
}: HeadProps): ReactNode {
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>{title}</title>
      {inlineStyle ? (
        <style>{assets.stylesheet.content.toString('utf8')}</style>
      ) : (
        <link rel="stylesheet" href={assets.stylesheet.path} />
      )}
      {script ? <script type="module" src={assets.script.path} /> : null}
      <link rel="manifest" href={paths.manifest(language)} />
      <link rel="apple-touch-icon" href={assets.icons.find(({ purpose }) => purpose === 'maskable')?.path} />
      <meta name="theme-color" content={themeColour} />
      <link rel="icon" type={assets.mark.mediaType.split(';')[0]} href={assets.mark.path} />
    </head>
  );
}

export function Layout({
  frame,
  title,
  toggle,
  here,
  script = false,
  closedOn = 'follow-up',
  children,
}: LayoutProps): ReactNode {
  const { language, hotline } = frame;
  const say = words[language];
  return (
    <html lang={language}>
      <Head frame={frame} title={`${title} – ${hotline.name}`} script={script} />
      <body>
        <a className="skip" href="#main">
          {say.skip}
        </a>
        <header>
          <div className="site wrap">
            <Home frame={frame} />
            <Languages frame={frame} toggle={toggle} />
          </div>
          <Emergency frame={frame} />
          {frame.demonstration ? <p className="demonstration wrap">{say.demonstration}</p> : null}
        </header>
        <main id="main" className="wrap" tabIndex={-1}>
          {frame.closedSince === null || here === 'report' ? null : (
            <ClosedNotice frame={frame} lastDay={frame.closedSince} on={closedOn} />
          )}
          {children}
        </main>
        <footer className="wrap">
          {frame.closedSince === null ? (
            <>
              <p>
                <a href={`tel:${hotline.phone}`}>{say.callUs(hotline.phoneShown)}</a>
              </p>
              <p>
                <a href={`mailto:${hotline.email}`}>{say.writeUs(hotline.email)}</a>
              </p>
            </>
          ) : null}
          <p>
            {here === 'report' ? (
              <a href={paths.followUp(language)}>{say.followUpLink}</a>
            ) : (
              <a href={paths.form(language)}>{say.reportLink}</a>
            )}
          </p>
        </footer>
      </body>
    </html>
  );
}

export function Home({ frame: { language, hotline, assets } }: { readonly frame: PageFrame }): ReactNode {
  return (
    <a className="home" href={paths.form(language)}>
      <img src={assets.mark.path} alt="" width="36" height="36" fetchPriority="low" />
      <span>{hotline.name}</span>
    </a>
  );
}

interface LanguagesProps {
  readonly frame: PageFrame;
  readonly toggle: LanguageToggle;
}

/** The offer of both languages, on every page, in the deployment's order. */
function Languages({ frame: { language, firstLanguage }, toggle }: LanguagesProps): ReactNode {
  const offered: readonly Language[] = [firstLanguage, otherLanguage(firstLanguage)];
  return (
    <nav className="languages" aria-label={words[language].languages}>
      {offered.map((one) => {
        const name = words[otherLanguage(one)].otherLanguage;
        return one === language ? (
          <span key={one} aria-current="true">
            {name}
          </span>
        ) : (
          <Toggle key={one} toggle={toggle} to={one} label={name} />
        );
      })}
    </nav>
  );
}

export function Emergency({ frame: { advice, language } }: { readonly frame: PageFrame }): ReactNode {
  return (
    <p className="emergency">
      <span className="wrap">
        <a href={`tel:${advice.emergency.phone}`}>{advice.emergency.text[language]}</a>
      </span>
    </p>
  );
}

interface ToggleProps {
  readonly toggle: LanguageToggle;
  readonly to: Language;
  readonly label: string;
}

function Toggle({ toggle, to, label }: ToggleProps): ReactNode {
  if (toggle.kind === 'link') {
    return (
      <a className="toggle" href={toggle.href} lang={to} hrefLang={to}>
        {label}
      </a>
    );
  }
  if (toggle.kind === 'with-form') {
    return (
      <>
        {/* The Enter key presses a form's first button: it must send the form, not change the language. */}
        <button className="first-button" type="submit" form={toggle.form} tabIndex={-1} aria-hidden="true" />
        <button className="toggle" type="submit" form={toggle.form} formAction={toggle.action} lang={to}>
          {label}
        </button>
      </>
    );
  }
  return (
    <form method="post" action={toggle.action}>
      <input type="hidden" name="proof" value={toggle.proof} />
      <button className="toggle" type="submit" lang={to}>
        {label}
      </button>
    </form>
  );
}
