import { type PageFrame, paths } from './page-frame.js';
import { words } from './words.js';

/** What a browser needs to install the report page (W3C Web Application Manifest). One application for each language. */
export function manifestOf({ language, hotline, themeColour, assets }: PageFrame): Readonly<Record<string, unknown>> {
  const say = words[language];
  return {
    id: paths.form(language),
    name: hotline.name,
    short_name: say.shortName,
    lang: `${language}-CA`,
    dir: 'ltr',
    start_url: paths.form(language),
    scope: '/',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: themeColour,
    icons: assets.icons.map(({ path, size, purpose }) => ({
      src: path,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose,
    })),
    shortcuts: [
      { name: say.reportLink, url: paths.form(language) },
      { name: say.followUpLink, url: paths.followUp(language) },
    ],
  };
}
