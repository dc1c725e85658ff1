import type { ReactNode } from 'react';
import { ClosedNotice } from './closed-notice.js';
import type { PageFrame } from './page-frame.js';
import { words } from './words.js';

/** How long the service lasts, as a form knows that is kept for when there is no network. */
export interface KnownEnd {
  readonly closesAt: Date;
  /** `YYYY-MM-DD`, in the election's zone. */
  readonly lastDay: string;
}

interface ServiceNoticeProps {
  readonly frame: PageFrame;
  /** Last day of the service, once it has ended. */
  readonly closedSince: string | null;
  /** Given where the form shows without a network; `until` is null where nobody knows. */
  readonly offline: { readonly until: KnownEnd | null } | null;
}

/** Whom one can call, or that nobody answers any more. */
export function ServiceNotice({ frame, closedSince, offline }: ServiceNoticeProps): ReactNode {
  if (offline === null || closedSince !== null) {
    return (
      <div data-service="">
        {closedSince === null ? <Talk frame={frame} /> : <ClosedNotice frame={frame} lastDay={closedSince} on="form" />}
      </div>
    );
  }
  const { until } = offline;
  return (
    <div data-service="" data-closes={until?.closesAt.toISOString() ?? ''}>
      <p className="notice">{words[frame.language].form.offline}</p>
      <div data-when="open">
        <Talk frame={frame} />
      </div>
      {until === null ? null : (
        <div data-when="over" hidden>
          <ClosedNotice frame={frame} lastDay={until.lastDay} on="form" />
        </div>
      )}
    </div>
  );
}

function Talk({ frame: { language, hotline } }: { readonly frame: PageFrame }): ReactNode {
  return (
    <p className="talk">
      <a href={`tel:${hotline.phone}`}>{words[language].form.ratherTalk(hotline.phoneShown)}</a>
    </p>
  );
}
