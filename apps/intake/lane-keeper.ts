import { Inject, Injectable } from '@nestjs/common';
import {
  chooseLane,
  type Fingerprint,
  fewestWords,
  fingerprint,
  type Lane,
  type LaneReason,
  severityRank,
  triage,
} from '#domain';
import { ownDomains, Settings } from '#service';
import { Clock } from '#store';
import type { Arrival } from './arrival.js';
import { RecentCounts } from './recent-counts.js';

export interface LaneChoice {
  readonly lane: Lane;
  readonly because: LaneReason;
  /** The busiest of the report's sources, and the how-manieth over its budget this one is. */
  readonly source: string;
  readonly turn: number;
}

/** The beginning of a raw report that is looked at, in bytes. */
const glimpsed = 8_192;

/**
 * Chooses a lane for each report at the door, from counts that this process keeps in memory: a second copy or a restart makes
 * it more generous, never less, and nothing depends on it but the order in which reports are triaged.
 */
@Injectable()
export class LaneKeeper {
  private readonly sources: RecentCounts;
  private readonly severe: RecentCounts;
  private readonly words: RecentCounts;
  private glances = { second: 0, spent: 0 };

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    const windowMs = settings.config.lanes.windowMinutes * 60_000;
    this.sources = new RecentCounts(windowMs);
    this.severe = new RecentCounts(windowMs);
    this.words = new RecentCounts(windowMs);
  }

  choose(arrival: Arrival): LaneChoice {
    const { lanes } = this.settings.config;
    const now = this.clock.now().getTime();
    const text = arrival.raw.subarray(0, glimpsed).toString('utf8');
    const source = this.busiest(sourcesOf(arrival, this.settings.config.parties), now);
    const { same, alike } = this.countAlike(fingerprint(text), now);
    const isOver = source.count > lanes.fromSource && same <= lanes.same && alike <= lanes.alike;
    const glance = isOver ? this.glance(arrival, text, now) : null;
    const decision = chooseLane(
      { fromSource: source.count, severeFromSource: this.severeFrom(source.name, now), same, alike, glance },
      lanes,
    );
    if (decision.because === 'looks-severe') this.severe.add(source.name, now);
    return { ...decision, source: source.name, turn: Math.max(0, source.count - lanes.fromSource) };
  }

  /** Where nobody knows who sent it (a proxy that hides addresses), what looks severe is nobody's in particular. */
  private severeFrom(source: string, now: number): number {
    return source.startsWith('channel ') ? 0 : this.severe.peek(source, now);
  }

  private busiest(names: readonly string[], now: number): { readonly name: string; readonly count: number } {
    return names
      .map((name) => ({ name, count: this.sources.add(name, now) }))
      .reduce((most, other) => (other.count > most.count ? other : most), { name: 'unknown', count: 0 });
  }

  /** How many recent reports say the same, and nearly the same: at least two of four bands met as often. */
  private countAlike(print: Fingerprint, now: number): { readonly same: number; readonly alike: number } {
    const same = this.words.add(`${print.exact} ${print.numbers}`, now);
    const worded = this.words.add(print.exact, now);
    if (print.words < fewestWords) return { same, alike: worded };
    const bands = print.bands.map((band, index) => this.words.add(`${index} ${band}`, now));
    return { same, alike: Math.max(worded, bands.toSorted((a, b) => b - a)[1] ?? 0) };
  }

  /** A first look at the raw words, undecoded: enough to let what looks severe through; null when looks are spent. */
  private glance(arrival: Arrival, text: string, now: number): 'severe' | 'ordinary' | null {
    const second = Math.floor(now / 1_000);
    if (second !== this.glances.second) this.glances = { second, spent: 0 };
    if (this.glances.spent >= this.settings.config.lanes.glancesASecond) return null;
    this.glances.spent += 1;
    const { severity } = triage(
      {
        channel: arrival.channel,
        subject: null,
        text: wordsIn(arrival.mediaType, text),
        sender: arrival.sender,
        statedLanguage: arrival.language,
        statedAccountKind: null,
        attachmentNames: [],
        ownDomains: ownDomains(this.settings.config),
        pollsCloseAt: null,
        receivedAt: new Date(now),
      },
      this.settings.config.triage,
    );
    return severityRank(severity) <= severityRank('high') ? 'severe' : 'ordinary';
  }
}

/**
 * What a report counts against. A registered party has a budget of its own, whatever network it writes from, so that one
 * party's flood takes nothing from another; everybody else counts by address and by network.
 */
function sourcesOf(
  { sender, network, channel }: Arrival,
  parties: readonly { readonly key: string; readonly domains: readonly string[] }[],
): readonly string[] {
  const domain = sender?.includes('@') === true ? sender.slice(sender.lastIndexOf('@') + 1).toLowerCase() : null;
  const party = parties.find(({ domains }) => domain !== null && domains.includes(domain));
  if (party !== undefined) return [`party ${party.key}`];
  const named = [
    ...(sender === null ? [] : [`sender ${sender.toLowerCase()}`]),
    ...(network === undefined || network === null ? [] : [`network ${network}`]),
  ];
  return named.length === 0 ? [`channel ${channel}`] : named;
}

/** The words of a form or a JSON body without their keys, as far as that is quick. */
function wordsIn(mediaType: string, text: string): string {
  if (mediaType.includes('urlencoded')) return [...new URLSearchParams(text).values()].join('\n');
  if (!mediaType.includes('json')) return text;
  return [...text.matchAll(/:\s*"((?:[^"\\]|\\.)*)"/gu)]
    .map(([, value]) => value?.replaceAll(/\\[nrt]/gu, ' ') ?? '')
    .join('\n');
}
