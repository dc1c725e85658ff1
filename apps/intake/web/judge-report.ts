import { Inject, Injectable } from '@nestjs/common';
import type { Language, NewReport } from '#contracts';
import { type AccountKind, firstSteps, pollsCloseAt, triage, type Verdict } from '#domain';
import { Log, Settings } from '#service';
import { words } from './pages/words.js';
import { ElectionWindows } from './service-window.js';

/** What the form calls an account, in the words of the rules. */
const accountKinds: Readonly<Record<NonNullable<NewReport['account']>, AccountKind | null>> = {
  email: 'email',
  social: 'social',
  messaging: 'messaging',
  phone: 'telephony',
  website: 'website',
  device: 'device',
  data: 'voter_data',
  other: null,
};

/**
 * What the rules say about a report, at once, so that its sender leaves with the first steps. The same rules judge it again
 * when it is triaged; nothing is decided here.
 */
@Injectable()
export class JudgeReport {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(ElectionWindows) private readonly windows: ElectionWindows,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Null when the rules cannot cope with it: a stored report gets its receipt all the same. */
  async judge(report: NewReport, channel: 'web' | 'api', receivedAt: Date): Promise<Verdict | null> {
    const { config } = this.settings;
    try {
      const ahead = (await this.windows.elections())
        .map(pollsCloseAt)
        .filter((closes) => closes > receivedAt)
        .toSorted((a, b) => a.getTime() - b.getTime());
      return triage(
        {
          channel,
          subject: null,
          text:
            report.accountName === undefined ? report.description : `${report.description}\n\n${report.accountName}`,
          sender: report.contact.email ?? report.contact.phone ?? null,
          statedLanguage: report.language,
          statedAccountKind: report.account === undefined ? null : accountKinds[report.account],
          attachmentNames: [],
          ownDomains: config.parties.flatMap(({ domains }) => domains),
          pollsCloseAt: ahead[0] ?? null,
          receivedAt,
        },
        config.triage,
      );
    } catch (error) {
      this.log.error({
        message: 'A report could not be judged',
        error: error instanceof Error ? error.name : 'unknown',
      });
      return null;
    }
  }

  stepsFor(
    verdict: Pick<Verdict, 'category' | 'violence' | 'lifeSafety'> | null,
    language: Language,
  ): readonly string[] {
    if (verdict === null) return words[language].stepsForAnything;
    return firstSteps(this.settings.config.playbooks, verdict, language);
  }
}
