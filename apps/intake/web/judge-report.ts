import { Inject, Injectable } from '@nestjs/common';
import type { NewReport } from '#contracts';
import { type BilingualStep, pairedSteps, triage, type Verdict } from '#domain';
import { accountKindOf, Log, nextPollsClose, ownDomains, Settings } from '#service';
import { words } from './pages/words.js';
import { ElectionWindows } from './service-window.js';

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
      const elections = await this.windows.elections();
      return triage(
        {
          channel,
          subject: null,
          text:
            report.accountName === undefined ? report.description : `${report.description}\n\n${report.accountName}`,
          sender: report.contact.email ?? report.contact.phone ?? null,
          statedLanguage: report.language,
          statedAccountKind: accountKindOf(report.account ?? null),
          attachmentNames: [],
          ownDomains: ownDomains(config),
          pollsCloseAt: nextPollsClose(elections, receivedAt),
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

  /** What to do now, each step in both languages. */
  stepsFor(verdict: Pick<Verdict, 'category' | 'violence' | 'lifeSafety'> | null): readonly BilingualStep[] {
    return verdict === null ? stepsForAnything : pairedSteps(this.settings.config.playbooks, verdict);
  }
}

/** What is right whatever happened: for a report of which the rules could make nothing. */
export const stepsForAnything: readonly BilingualStep[] = words.en.stepsForAnything.map((en, place) => ({
  en,
  fr: words.fr.stepsForAnything[place] ?? en,
}));
