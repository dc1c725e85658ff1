import type { ErrorPage, Runtime } from '#service';
import { renderErrorPage } from './pages/error-page.js';
import { pageFrame } from './pages/page-frame.js';
import { ElectionWindows } from './service-window.js';

/** Refusals and failures as pages, which tell nobody to call a hotline that has closed. */
export function errorPages({ config, database, clock, log }: Runtime): ErrorPage {
  const windows = new ElectionWindows(database, clock, log);
  return async (problem, language) => {
    // A store that does not answer is not waited for a second time.
    const { closedSince } = problem.status >= 500 ? windows.lastKnown() : await windows.state();
    return renderErrorPage(pageFrame(config, language, closedSince), problem);
  };
}
